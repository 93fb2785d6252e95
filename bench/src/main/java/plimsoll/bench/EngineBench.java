package plimsoll.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import plimsoll.engine.architectures.Described;
import plimsoll.engine.cache.PageShape;
import plimsoll.engine.cache.PageTable;
import plimsoll.engine.cache.Pages;
import plimsoll.engine.forward.Batch;
import plimsoll.engine.forward.Forward;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Workers;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.tensors.DType;

/// Prefill and decode of a model of the shape of Llama 3.2 1B, beside llama.cpp on the same file, turn by turn, and
/// beside a loop that only reads memory; eight sequences together; how long from opening the file to the first token,
/// and what memory that takes.
///
/// `EngineBench [TYPE...]`, types as `./plimsoll model quantize` names them; the file is made on first use in
/// `target/`, and is some 1.3 GB for Q8_0.
final class EngineBench {
    private static final int PROMPT = 512;
    private static final int DECODE = 64;
    private static final int TOGETHER = 8;
    private static final int POSITIONS = 1024;
    private static final int ROUNDS = 5;
    private static final Path LIBRARIES =
            Path.of("acceptance/clients/node_modules/@node-llama-cpp/linux-x64/bins/linux-x64");

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private EngineBench() {}

    /// Tokens in a second.
    private record Speed(double prefill, double decode, double together) {}

    /// From opening the file to the first token, in seconds, and what memory of its own the process has more after it,
    /// in MiB.
    private record Begin(double seconds, long memory) {}

    /// Something that may fail in any way: foreign functions declare that they do.
    @FunctionalInterface
    private interface Action {
        AutoCloseable run() throws Throwable;
    }

    public static void main(String[] args) throws Throwable {
        var types = args.length == 0 ? List.of("Q8_0", "Q4_K_M") : List.of(args);
        for (var type : types) {
            compare(FileType.valueOf(type));
        }
    }

    private static void compare(FileType type) throws Throwable {
        var file = RandomModel.likeLlama1B(type).in(Path.of("bench/target/models"));
        boolean hasPeer = Files.isDirectory(LIBRARIES);
        System.out.printf(
                "%s, %,d MiB, %d threads, %s, JDK %s%n",
                type, Files.size(file) >> 20, THREADS, Kernels.fastest().description(), Runtime.version());
        var ours = new ArrayList<Speed>();
        var theirs = new ArrayList<Speed>();
        try (var engine = new Ours(file);
                var peer = hasPeer ? new LlamaCppPeer(LIBRARIES, file, THREADS, PROMPT * TOGETHER, TOGETHER) : null) {
            engine.measure();
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(printed("ours", engine.measure()));
                if (peer != null) {
                    theirs.add(printed("llama.cpp", measure(peer)));
                }
            }
        }
        if (theirs.isEmpty()) {
            System.out.println("llama.cpp is not installed: ./dev setup");
        } else {
            System.out.printf(
                    Locale.ROOT,
                    "ours / llama.cpp: prefill %.2f, decode %.2f, %d together %.2f%n",
                    ratio(ours, theirs, Speed::prefill),
                    ratio(ours, theirs, Speed::decode),
                    TOGETHER,
                    ratio(ours, theirs, Speed::together));
            compareBeginnings(file);
        }
        System.out.printf(
                Locale.ROOT,
                "decode reads %.1f GB/s of weights; one thread that only reads: %.1f GB/s%n%n",
                median(ours, Speed::decode) * Files.size(file) / 1e9,
                readOnly());
    }

    private static void compareBeginnings(Path file) throws Throwable {
        for (int round = 0; round < ROUNDS; round++) {
            var ours = beginning(() -> {
                var engine = new Ours(file);
                engine.timed(1, 1, 1);
                return engine;
            });
            var theirs = beginning(() -> {
                var peer = new LlamaCppPeer(LIBRARIES, file, THREADS, POSITIONS, 1);
                peer.decode(token(0));
                return peer;
            });
            System.out.printf(
                    Locale.ROOT,
                    "to the first token: ours %.2f s, %,d MiB; llama.cpp %.2f s, %,d MiB%n",
                    ours.seconds(),
                    ours.memory(),
                    theirs.seconds(),
                    theirs.memory());
        }
    }

    private static Begin beginning(Action open) throws Throwable {
        System.gc();
        long before = ownMemory();
        long begin = System.nanoTime();
        try (var _ = open.run()) {
            return new Begin(seconds(begin), ownMemory() - before);
        }
    }

    /// MiB of this process that no file has, as Linux counts them.
    private static long ownMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) >> 10)
                .sum();
    }

    private static double readOnly() {
        try (var arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(512L << 20, 64).fill((byte) 5);
            return memory.byteSize() / 1e9 / Stopwatch.ofTheWall().median(3, 5, () -> MachineLimits.read(memory));
        }
    }

    private static double ratio(List<Speed> ours, List<Speed> theirs, ToDoubleFunction<Speed> which) {
        return median(ours, which) / median(theirs, which);
    }

    private static double median(List<Speed> speeds, ToDoubleFunction<Speed> which) {
        var sorted = speeds.stream().mapToDouble(which).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Speed printed(String who, Speed speed) {
        System.out.printf(
                Locale.ROOT,
                "%-10s prefill %d: %6.1f tok/s   decode: %5.1f tok/s   %d together: %5.1f tok/s%n",
                who,
                PROMPT,
                speed.prefill(),
                speed.decode(),
                TOGETHER,
                speed.together());
        return speed;
    }

    private static int token(int i) {
        return 1000 + 7 * i;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static Speed measure(LlamaCppPeer peer) throws Throwable {
        peer.clear();
        long begin = System.nanoTime();
        peer.decode(IntStream.range(0, PROMPT).map(EngineBench::token).toArray());
        double prefill = PROMPT / seconds(begin);
        peer.clear();
        begin = System.nanoTime();
        for (int i = 0; i < DECODE; i++) {
            peer.decode(token(i));
        }
        double decode = DECODE / seconds(begin);
        peer.clear();
        begin = System.nanoTime();
        for (int i = 0; i < DECODE; i++) {
            peer.decodeTogether(TOGETHER, token(i), i);
        }
        return new Speed(prefill, decode, TOGETHER * DECODE / seconds(begin));
    }

    /// Our side: the forward pass without scheduler and sampling, as the peer's.
    private static final class Ours implements AutoCloseable {
        private final ModelFile file;
        private final Workers workers = new Workers(THREADS);
        private final Pages pages;
        private final Forward forward;

        Ours(Path path) throws IOException {
            file = ModelFile.open(path);
            var kernels = Kernels.fastest();
            var model = Described.of(file, kernels);
            var shape = model.shape();
            var layout = new PageShape(shape.layers(), shape.kvHeads(), shape.headDim(), DType.F16);
            pages = new Pages(layout, 2 * POSITIONS / Kernels.PAGE);
            forward = new Forward(shape, model.weights(), kernels, workers, pages, POSITIONS, PROMPT);
        }

        Speed measure() {
            double prefill = timed(1, PROMPT, 1) * PROMPT;
            double decode = timed(1, 1, DECODE) * DECODE;
            double together = timed(TOGETHER, 1, DECODE) * DECODE * TOGETHER;
            return new Speed(prefill, decode, together);
        }

        /// Runs in a second: so many sequences, so many tokens of each in a step, so many steps.
        private double timed(int sequences, int tokens, int steps) {
            var tables = new ArrayList<PageTable>();
            for (int i = 0; i < sequences; i++) {
                tables.add(new PageTable(pages));
                tables.getLast().grow(tokens * steps);
            }
            long begin = System.nanoTime();
            for (int step = 0; step < steps; step++) {
                var batch = new Batch();
                for (var table : tables) {
                    for (int i = 0; i < tokens; i++) {
                        int position = step * tokens + i;
                        boolean wanted = i == tokens - 1;
                        batch.add(new Batch.Row(token(position), position, table, wanted, Optional.empty()));
                    }
                }
                forward.step(batch);
            }
            double rate = 1 / seconds(begin);
            tables.forEach(PageTable::clear);
            return rate;
        }

        @Override
        public void close() {
            workers.close();
            pages.close();
            file.close();
        }
    }
}
