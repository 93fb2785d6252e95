package plimsoll.app.commands;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import plimsoll.hub.personaldata.ScanFile;
import plimsoll.hub.personaldata.ScanLimits;

/// How fast one thread scans for personal data, by its processor time, beside reading and decoding the same bytes;
/// and how well, beside that. `./dev bench people`
final class PersonalDataBenchmark {
    private static final int BYTES = 32 << 20;
    private static final int ROUNDS = 5;

    private PersonalDataBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("| Text | MB/s, one thread | of reading and decoding alone |");
        System.out.println("|---|---|---|");
        speed("code (Java sources)", "a.txt", all(PersonalDataFigures.ours(".java")));
        speed("prose (Markdown)", "a.md", all(PersonalDataFigures.ours(".md")));
        speed("prose without digits and addresses", "a.txt", plain(all(PersonalDataFigures.ours(".md"))));
        if (Files.exists(PersonalDataFigures.TEXTS)) {
            speed("JSON full of people (presidio-research)", "a.json", Files.readAllBytes(PersonalDataFigures.TEXTS));
            System.out.println("\n| Kind | Marked | Recall | Precision |");
            System.out.println("|---|---|---|---|");
            PersonalDataFigures.ofTexts()
                    .forEach((kind, figure) -> System.out.printf(
                            Locale.ROOT,
                            "| %s | %d | %.3f | %.3f |%n",
                            kind.title(),
                            figure.marked(),
                            figure.recall(),
                            figure.precision()));
        }
        System.out.println("\nFalse findings per MB, certain and probable:");
        System.out.println("code " + PersonalDataFigures.noise(PersonalDataFigures.ours(".java")));
        System.out.println("prose " + PersonalDataFigures.noise(PersonalDataFigures.ours(".md")));
    }

    private static byte[] all(List<Path> files) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var file : files) {
            all.write(Files.readAllBytes(file));
        }
        return all.toByteArray();
    }

    private static byte[] plain(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8).replaceAll("[^\\p{L}\\s,;]", " ");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void speed(String title, String name, byte[] some) throws IOException {
        var bytes = new byte[BYTES];
        for (int at = 0; at < BYTES; at += some.length) {
            System.arraycopy(some, 0, bytes, at, Math.min(some.length, BYTES - at));
        }
        var file = Files.createTempFile("plimsoll-people", name);
        try {
            Files.write(file, bytes);
            var scans = new double[ROUNDS];
            var reads = new double[ROUNDS];
            for (int round = -2; round < ROUNDS; round++) { // the first two warm up
                long start = cpu();
                read(file);
                long middle = cpu();
                try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    new ScanFile(ScanLimits.USUAL, InstantSource.system(), new SecureRandom()).scan(name, channel);
                }
                long end = cpu();
                if (round >= 0) {
                    reads[round] = BYTES / 1e6 / ((middle - start) / 1e9);
                    scans[round] = BYTES / 1e6 / ((end - middle) / 1e9);
                }
            }
            Arrays.sort(scans);
            Arrays.sort(reads);
            double scan = scans[ROUNDS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f (%.0f to %.0f) | %.3f |%n",
                    title,
                    scan,
                    scans[0],
                    scans[ROUNDS - 1],
                    scan / reads[ROUNDS / 2]);
        } finally {
            Files.delete(file);
        }
    }

    // Processor time of this thread: what others do on the machine counts little.
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void read(Path file) throws IOException {
        var buffer = ByteBuffer.wrap(Files.readAllBytes(file));
        var reader = new InputStreamReader(new ByteArrayInputStream(buffer.array()), StandardCharsets.UTF_8);
        var chars = new char[32 * 1024];
        long sum = 0;
        for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
            sum += chars[0];
        }
        if (sum == 0) {
            throw new IOException("nothing was read");
        }
    }
}
