package plimsoll.app.guard;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.guard.Detector;
import plimsoll.domain.guard.GuardModel;
import plimsoll.domain.guard.Policy;

/// What is done with the built-in guard from the command line.
public final class GuardWork {
    private GuardWork() {}

    /// Learns classifiers from the sets in `data` and writes them to `output`, saying to `out` what it does.
    ///
    /// @throws IOException also when a set may not be learned from
    public static void train(Path data, Path output, long seed, PrintWriter out) throws IOException {
        var model = new Training(Corpus.read(data), seed, out).run();
        Files.write(output, model.bytes());
        out.printf(
                "%s: %,d bytes, SHA-256 %s%n",
                output, Files.size(output), model.hash().hex());
        out.println("learned from " + String.join(", ", Corpus.learnedFrom()));
        out.flush();
    }

    /// Prints how good a detector is on the sets in `data`.
    public static void evaluate(Path data, Detector detector, PrintWriter out) throws IOException {
        new Evaluation(Corpus.read(data), detector, out).run();
    }

    /// Prints from what on questions of a conversation are a climb to harm, by the scripts in a file.
    public static void fitClimbs(Path data, Path scripts, Detector detector, PrintWriter out) throws IOException {
        ClimbFit.print(data, scripts, detector, out);
    }

    /// A detector by the classifiers in a file, or by those that come with Plimsoll.
    public static Detector detector(@Nullable Path file) throws IOException {
        var model = file == null ? GuardModel.shipped() : GuardModel.read(Files.readAllBytes(file));
        return new Detector(model, Policy.of(model));
    }
}
