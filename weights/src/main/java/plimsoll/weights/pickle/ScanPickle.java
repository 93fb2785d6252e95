package plimsoll.weights.pickle;

import static plimsoll.weights.findings.Verdict.SUSPICIOUS;
import static plimsoll.weights.findings.Verdict.UNFINISHED;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.reading.ForwardBytes;

/// Judges a file of pickles: one or several, or one of torch's older files. One thread.
public final class ScanPickle {
    /// Pickles one after the other in a file; torch's older files have five.
    private static final int MOST_PICKLES = 10_000;

    private final ForwardBytes bytes;
    private final Findings findings;
    private final Judge judge;
    private final Consumer<PickleImport> imports;
    private boolean reachedStop;
    private boolean cutShort;
    private boolean reachesOut;
    private int instructions;

    private ScanPickle(InputStream in, Findings findings, Consumer<PickleImport> imports) {
        this.bytes = new ForwardBytes(in);
        this.findings = findings;
        this.judge = new Judge(findings);
        this.imports = imports;
    }

    /// What is known afterwards besides what was found.
    ///
    /// @param reachedStop whether the first pickle has an end
    /// @param hasCalled whether it calls or makes anything before that, or before it breaks off
    /// @param cutShort whether it goes beyond a limit of this scan, so that the rest is not known
    /// @param reachesOut whether it comes to an instruction that imports, extends or persists, or breaks off there
    /// @param instructions how many it comes to before it breaks off
    public record Outcome(
            boolean reachedStop, boolean hasCalled, boolean cutShort, boolean reachesOut, int instructions) {}

    /// Judges what a stream holds, to its end.
    ///
    /// @param hasStorages whether tensors are stored beside the pickle, as in torch's archives
    /// @param findings hears of everything that is not safe
    /// @param imports hears of each name that is imported
    /// @throws IOException when the stream cannot be read; never for what it holds
    public static Outcome scan(InputStream in, boolean hasStorages, Findings findings, Consumer<PickleImport> imports)
            throws IOException {
        var scan = new ScanPickle(in, findings, imports);
        scan.run(hasStorages);
        return new Outcome(scan.reachedStop, scan.judge.hasCalled(), scan.cutShort, scan.reachesOut, scan.instructions);
    }

    private void run(boolean hasStorages) throws IOException {
        var machine = machine(hasStorages);
        try {
            var first = machine.run();
            reachedStop = true;
            if (first == Value.Plain.TORCH_MAGIC) {
                machine = legacy();
                return;
            }
            for (int pickles = 1; !bytes.atEnd(); pickles++) {
                if (pickles == MOST_PICKLES) {
                    throw PickleBroken.limit("more than %d pickles".formatted(MOST_PICKLES));
                }
                if (Opcode.of(bytes.peek()) == null) {
                    findings.add(SUSPICIOUS, "pickle-trailing", bytes.position(), "bytes follow the end of the pickle");
                    return;
                }
                machine = machine(hasStorages);
                machine.run();
            }
        } catch (PickleBroken broken) {
            findings.add(broken.verdict(), broken.code(), machine.offset(), broken.reason());
            cutShort = broken.verdict() == UNFINISHED;
        } catch (EOFException ended) {
            findings.add(UNFINISHED, "pickle-truncated", bytes.position(), "ends in the middle of a pickle");
        } finally {
            instructions = machine.instructions();
            reachesOut = machine.reachesOut();
        }
    }

    // The magic number, the version, what wrote it, the weights, the names of the storages; then their bytes.
    private PickleMachine legacy() throws IOException {
        machine(false).run();
        machine(false).run();
        var weights = machine(true);
        weights.run();
        var names = machine(false);
        long count = names.run() instanceof Value.Sequence sequence ? sequence.count() : 0;
        long expected = Value.Weights.sum(count * Long.BYTES, weights.storageBytes());
        bytes.skip(expected);
        if (!bytes.atEnd()) {
            findings.add(SUSPICIOUS, "pickle-trailing", bytes.position(), "bytes that belong to no storage");
        }
        return names;
    }

    private PickleMachine machine(boolean hasStorages) {
        return new PickleMachine(bytes, new PickleStack(), judge, hasStorages, imports);
    }
}
