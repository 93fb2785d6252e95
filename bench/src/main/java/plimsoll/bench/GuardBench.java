package plimsoll.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import plimsoll.engine.Engine;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.Model;
import plimsoll.engine.ModelOptions;
import plimsoll.engine.batching.Generation;
import plimsoll.engine.batching.Request;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.sampling.Sampling;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.tensors.DType;

/// How long a judgement takes of a guard of the shape of Llama Guard 3 1B, as the cascade asks it: the form and a
/// message are read and the first token's chances told; where the message is unsafe, the hazards are told after a few
/// tokens more, on the same prefix. Weights are random: they take the same time.
///
/// A first judgement reads all of the form; the next ones find its beginning in the cache.
final class GuardBench {
    /// The form with thirteen categories, without the message, in the vocabulary of Llama 3, about.
    private static final int FORM = 190;

    private static final int CLOSING = 50;
    private static final int MESSAGE = 60;
    /// `unsafe`, the line's end, and the letter before a category's number.
    private static final int FORCED = 3;

    private static final int LIKELIEST = 20;
    private static final int ROUNDS = 3;
    private static final int POSITIONS = 1024;

    private GuardBench() {}

    /// In milliseconds.
    private record Judged(double first, double hazards) {}

    public static void main(String[] args) throws Exception {
        var types = args.length == 0 ? List.of("Q8_0", "Q4_K_M") : List.of(args);
        for (var type : types) {
            measure(FileType.valueOf(type));
        }
    }

    private static void measure(FileType type) throws Exception {
        var file = RandomModel.likeLlama1B(type).in(Path.of("bench/target/models"));
        System.out.printf(
                "a guard of the shape of Llama Guard 3 1B, random, %s, %,d MiB, %s%n",
                type, Files.size(file) >> 20, Kernels.fastest().description());
        try (var model = Model.open(file, new ModelOptions(POSITIONS, DType.F16, 8L << 30));
                var engine = model.start(EngineOptions.standard())) {
            step(engine, tokens(1_000, FORM));
            var cold = new ArrayList<Judged>();
            var warm = new ArrayList<Judged>();
            for (int round = 1; round <= ROUNDS; round++) {
                cold.add(judged(engine, 1_000 + 20 * round, round));
                warm.add(judged(engine, 1_000, round));
                System.out.printf("  %s, then %s%n", cold.getLast(), warm.getLast());
            }
            print("safe or unsafe, nothing cached", cold, true);
            print("safe or unsafe, the form's beginning cached", warm, true);
            print("then by which hazard", warm, false);
        }
    }

    private static Judged judged(Engine engine, int form, int message) throws Exception {
        var prompt = IntStream.concat(
                        IntStream.concat(numbers(form, FORM), numbers(50_000 + 1_000 * message, MESSAGE)),
                        numbers(20_000, CLOSING))
                .toArray();
        double first = step(engine, Tokens.of(prompt));
        var forced =
                IntStream.concat(IntStream.of(prompt), numbers(30_000, FORCED)).toArray();
        return new Judged(first, step(engine, Tokens.of(forced)));
    }

    private static double step(Engine engine, Tokens prompt) throws Exception {
        var sampling = new Sampling(0, 0, 1, 0, 1, 0, 0, 0, 0, Map.of(), LIKELIEST);
        long from = System.nanoTime();
        if (!(engine.submit(Request.of(prompt, sampling, 1)) instanceof Generation generation)) {
            throw new IllegalStateException("the question was not taken");
        }
        generation.next();
        double millis = (System.nanoTime() - from) / 1e6;
        generation.text();
        return millis;
    }

    private static Tokens tokens(int first, int count) {
        return Tokens.of(numbers(first, count).toArray());
    }

    private static IntStream numbers(int first, int count) {
        return IntStream.range(first, first + count);
    }

    private static void print(String what, List<Judged> rounds, boolean first) {
        double[] sorted = rounds.stream()
                .mapToDouble(first ? Judged::first : Judged::hazards)
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "  %-44s median %10.2f   from %10.2f to %10.2f ms (%d rounds)%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }
}
