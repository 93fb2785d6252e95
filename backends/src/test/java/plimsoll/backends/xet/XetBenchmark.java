package plimsoll.backends.xet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import plimsoll.domain.xet.Blake3Kernel;
import plimsoll.domain.xet.ChunkReader;
import plimsoll.domain.xet.Chunker;
import plimsoll.domain.xet.Hashing;
import plimsoll.domain.xet.Lz4;
import plimsoll.domain.xet.ScalarBlake3;
import plimsoll.domain.xet.XetHash;
import plimsoll.domain.xet.XorbReader;
import plimsoll.domain.xet.XorbReading;
import plimsoll.domain.xet.XorbWriter;

/// What one core does of Xet's work, in the processor time of one thread: names of chunks by either kernel, beside
/// SHA-256 of the same bytes; where chunks end; whole xorbs, written and read. All take turns. Run by
/// `./dev bench xet`.
final class XetBenchmark {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int INPUT_BYTES = 32 * 1024 * 1024;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 5;

    private interface Work {
        /// @return something of the result, so that nothing is left undone
        long once() throws IOException;
    }

    private record Figure(String name, long bytes, Work work, List<Double> gigabytesPerSecond) {
        Figure(String name, long bytes, Work work) {
            this(name, bytes, work, new ArrayList<>());
        }

        double median() {
            return gigabytesPerSecond.stream().sorted().toList().get(gigabytesPerSecond.size() / 2);
        }
    }

    private long seen;

    private XetBenchmark() {}

    /// Prints the figures.
    public static void main(String[] arguments) throws IOException {
        new XetBenchmark().run();
    }

    private void run() throws IOException {
        var noise = new byte[INPUT_BYTES];
        new Random(8).nextBytes(noise);
        var floats = noise.clone();
        for (int i = 3; i < floats.length; i += 4) {
            floats[i] = 0x3F;
        }
        var kernel = Kernels.fastest();
        System.out.println("BLAKE3 by " + kernel.description());
        var figures = List.of(
                new Figure("SHA-256 of the JDK, chunks of 64 KiB", INPUT_BYTES, () -> sha256(noise)),
                new Figure("BLAKE3, vectors, chunks of 64 KiB", INPUT_BYTES, () -> names(kernel, noise, CHUNK_BYTES)),
                new Figure("BLAKE3, vectors, chunks of 8 KiB", INPUT_BYTES, () -> names(kernel, noise, 8192)),
                new Figure(
                        "BLAKE3, scalar, chunks of 64 KiB",
                        INPUT_BYTES,
                        () -> names(new ScalarBlake3(), noise, CHUNK_BYTES)),
                new Figure("finding chunks in noise", INPUT_BYTES, () -> cuts(noise)),
                reading("reading a xorb of noise", noise, kernel),
                reading("reading a xorb of grouped floats", floats, kernel),
                new Figure("writing a xorb of noise", INPUT_BYTES, () -> written(noise, kernel).name));
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (var figure : figures) {
                double speed = speed(figure);
                if (round >= 0) {
                    figure.gigabytesPerSecond().add(speed);
                }
            }
        }
        figures.forEach(figure -> print(figure, figures.getFirst().median()));
        System.out.println("(checked: " + Long.toHexString(seen) + ")");
    }

    private double speed(Figure figure) throws IOException {
        var clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        seen ^= figure.work().once();
        return figure.bytes() / (double) (clock.getCurrentThreadCpuTime() - start);
    }

    private static void print(Figure figure, double sha256) {
        var speeds = figure.gigabytesPerSecond().stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "  %-40s median %6.3f GB/s   from %6.3f to %6.3f   %5.2f of SHA-256%n",
                figure.name(),
                figure.median(),
                speeds.getFirst(),
                speeds.getLast(),
                figure.median() / sha256);
    }

    private static long sha256(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            long last = 0;
            for (int at = 0; at < bytes.length; at += CHUNK_BYTES) {
                digest.update(bytes, at, CHUNK_BYTES);
                last ^= digest.digest()[0];
            }
            return last;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static long names(Blake3Kernel kernel, byte[] bytes, int chunkBytes) {
        var hashing = new Hashing(kernel);
        long last = 0;
        for (int at = 0; at < bytes.length; at += chunkBytes) {
            last ^= hashing.chunk(bytes, at, chunkBytes).first();
        }
        return last;
    }

    private static long cuts(byte[] bytes) {
        var chunker = new Chunker();
        long count = 0;
        for (int at = chunker.cut(bytes, 0, bytes.length); at >= 0; at = chunker.cut(bytes, at, bytes.length)) {
            count++;
        }
        return count;
    }

    private static final class Written {
        private final byte[] bytes;
        private final XetHash xorb;
        private final long name;

        Written(byte[] bytes, XetHash xorb) {
            this.bytes = bytes;
            this.xorb = xorb;
            this.name = xorb.first();
        }
    }

    private static Written written(byte[] raw, Blake3Kernel kernel) throws IOException {
        var out = new ByteArrayOutputStream(INPUT_BYTES + INPUT_BYTES / 16);
        Lz4 lz4 = new LibraryLz4();
        var writer = new XorbWriter(out, new Hashing(kernel), lz4);
        var chunks = new ChunkReader(new ByteArrayInputStream(raw));
        while (chunks.next()) {
            writer.add(chunks.bytes(), chunks.from(), chunks.sizeBytes());
        }
        return new Written(out.toByteArray(), writer.finish().name());
    }

    private static Figure reading(String name, byte[] raw, Blake3Kernel kernel) throws IOException {
        var xorb = written(raw, kernel);
        var reader = new XorbReader(new Hashing(kernel), new LibraryLz4());
        return new Figure(name, raw.length, () -> {
            var reading = reader.read(new ByteArrayInputStream(xorb.bytes), xorb.xorb);
            if (!(reading instanceof XorbReading.Sound)) {
                throw new IllegalStateException(reading + ", of " + Arrays.hashCode(xorb.bytes));
            }
            return xorb.name;
        });
    }
}
