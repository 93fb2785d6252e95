package plimsoll.weights.pickle;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Pattern;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.pickle.Value.Made;
import plimsoll.weights.pickle.Value.Mapping;
import plimsoll.weights.pickle.Value.Sequence;
import plimsoll.weights.pickle.Value.Text;
import plimsoll.weights.pickle.Value.Whole;
import plimsoll.weights.reading.ForwardBytes;

/// An array that joblib writes into the middle of a pickle, where its own reader takes the bytes out. Another reader
/// would follow those bytes as instructions, so they are tried as such too, and such a file is suspicious at best.
final class JoblibArray {
    static final String WRAPPER = "joblib.numpy_pickle.NumpyArrayWrapper";

    /// Numbers are no instructions for long.
    private static final int TRIED_BYTES = 64 << 10;

    private static final Pattern TYPE = Pattern.compile("[<>|=]?([a-zA-Z])([0-9]{1,6})(\\[.*])?");
    private static final int UNICODE_BYTES = 4;

    private JoblibArray() {}

    /// Passes over the bytes of an array whose description was just set.
    static void pass(ForwardBytes bytes, PickleStack stack, Value state, Judge judge, long offset) throws IOException {
        judge.note(SUSPICIOUS, "pickle-joblib", offset, "an array that only joblib's own reader finds");
        if (!(state instanceof Mapping described)) {
            throw PickleBroken.malformed("an array that is not described");
        }
        if (described.get("numpy_array_alignment_bytes") instanceof Whole) {
            bytes.skip(bytes.next());
        }
        long size = size(described);
        var tried = bytes.bytes((int) Math.min(size, TRIED_BYTES));
        if (isDangerous(tried, size, stack)) {
            judge.note(DANGEROUS, "pickle-joblib", offset, "an array whose bytes are instructions to other readers");
        }
        bytes.skip(size - Math.min(size, TRIED_BYTES));
    }

    private static boolean isDangerous(byte[] bytes, long size, PickleStack stack) throws IOException {
        var findings = new Findings();
        var judge = new Judge(findings);
        var in = new ForwardBytes(new ByteArrayInputStream(bytes, 0, (int) Math.min(size, bytes.length)));
        try {
            new PickleMachine(in, stack.copy(), judge, false, _ -> {}).run();
        } catch (PickleBroken | EOFException noFurther) {
            // As expected of numbers.
        }
        return judge.hasCalled() && findings.verdict() == Verdict.DANGEROUS;
    }

    private static long size(Mapping described) throws PickleBroken {
        if (described.get("shape") instanceof Sequence shape
                && shape.count() <= Value.REMEMBERED
                && described.get("dtype") instanceof Made type
                && type.of().fullName().equals("numpy.dtype")
                && type.args().count() > 0
                && type.args().first().getFirst() instanceof Text(var name)) {
            try {
                long size = elementBytes(name);
                for (var dimension : shape.first()) {
                    size = Math.multiplyExact(
                            size, dimension instanceof Whole(var extent) && extent >= 0 ? extent : -1);
                }
                if (size >= 0) {
                    return size;
                }
            } catch (ArithmeticException tooLarge) {
                throw PickleBroken.malformed("an array of more than 2^63 bytes");
            }
        }
        throw PickleBroken.limit("an array whose size cannot be told");
    }

    private static long elementBytes(String type) {
        var match = TYPE.matcher(type);
        if (!match.matches() || match.group(1).equals("O")) {
            return -1;
        }
        return Long.parseLong(match.group(2)) * (match.group(1).equals("U") ? UNICODE_BYTES : 1);
    }
}
