package plimsoll.backends.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plimsoll.backends.files.SignedNotes;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.domain.ledger.NoteKey.Algorithm;
import plimsoll.domain.ledger.NoteSigner;
import plimsoll.hub.ledger.PublishCheckpoint;
import plimsoll.hub.ledger.ReadLog;

/// What the log costs, on SQLite: appending a deed with its link and its entry beside inserting one row, the time from
/// an entry to its signed checkpoint, and how large proofs are. Run by `./dev bench log`; argument: how many entries
/// the log has when checkpoints and proofs are measured.
final class LogBenchmark {
    private static final String ORIGIN = "bench.example/log";
    private static final int ALONE = 1_000;
    private static final int TOGETHER = 1_000;
    private static final int CHECKPOINTS = 300;
    private static final int WARM_UP = 200;

    private final Database database;
    private final SqlJournal journal;
    private final SqlLogEntries entries;
    private final SqlPublishedLog published;
    private final PublishCheckpoint publish;
    private final ReadLog read;

    private LogBenchmark(Database database, Path folder) throws GeneralSecurityException {
        this.database = database;
        this.journal = new SqlJournal(database, InstantSource.system());
        this.entries = new SqlLogEntries(database);
        this.published = new SqlPublishedLog(database);
        published.origin(ORIGIN);
        this.publish = new PublishCheckpoint(
                entries,
                published,
                new SignedNotes(folder, new SecureRandom()),
                ORIGIN,
                List.of(signer(Algorithm.ED25519), signer(Algorithm.ML_DSA_44)),
                InstantSource.system());
        this.read = new ReadLog(entries, published);
    }

    /// Measures and prints.
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var folder = Files.createTempDirectory("plimsoll-log");
        try (var database = Databases.sqlite(folder)) {
            var bench = new LogBenchmark(database, folder);
            bench.appends();
            bench.grow(size);
            bench.checkpoints();
            bench.proofs();
        }
    }

    private void appends() {
        database.write(handle -> handle.execute("create table plain (id integer primary key, body text not null)"));
        for (int i = 0; i < WARM_UP; i++) {
            append(1);
            insert(1);
        }
        double insertsAlone = perSecond(ALONE, () -> repeat(ALONE, () -> insert(1)));
        double appendsAlone = perSecond(ALONE, () -> repeat(ALONE, () -> append(1)));
        double insertsTogether = perSecond(20 * TOGETHER, () -> repeat(20, () -> insert(TOGETHER)));
        double appendsTogether = perSecond(20 * TOGETHER, () -> repeat(20, () -> append(TOGETHER)));
        System.out.printf(
                Locale.ROOT,
                "a transaction each: %.0f appends/s, %.0f inserts/s, ratio %.2f%n",
                appendsAlone,
                insertsAlone,
                appendsAlone / insertsAlone);
        System.out.printf(
                Locale.ROOT,
                "%d in a transaction: %.0f appends/s, %.0f inserts/s, ratio %.2f%n",
                TOGETHER,
                appendsTogether,
                insertsTogether,
                appendsTogether / insertsTogether);
    }

    private void grow(int size) throws IOException {
        while (entries.count() < size) {
            append((int) Math.min(TOGETHER, size - entries.count()));
        }
        long start = System.nanoTime();
        publish.publish();
        System.out.printf(Locale.ROOT, "%d entries into tiles: %.2f s%n", size, (System.nanoTime() - start) / 1e9);
    }

    private void checkpoints() throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            append(1);
            publish.publish();
        }
        for (int batch : new int[] {1, 256}) {
            var millis = new double[CHECKPOINTS];
            for (int i = 0; i < CHECKPOINTS; i++) {
                append(batch);
                long start = System.nanoTime();
                publish.publish();
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "a checkpoint over %d new: p50 %.1f ms, p99 %.1f ms%n",
                    batch,
                    millis[CHECKPOINTS / 2],
                    millis[CHECKPOINTS * 99 / 100]);
        }
    }

    private void proofs() {
        long size = entries.count();
        var proof = read.prove(size / 3).orElseThrow();
        long start = System.nanoTime();
        int hashes = 0;
        for (int i = 0; i < CHECKPOINTS; i++) {
            hashes += read.prove(i * (size / CHECKPOINTS)).orElseThrow().path().size();
        }
        System.out.printf(
                Locale.ROOT,
                "a proof among %d: %d bytes with the checkpoint, %d hashes on average, made in %.2f ms%n",
                size,
                proof.text().length(),
                hashes / CHECKPOINTS,
                (System.nanoTime() - start) / 1e6 / CHECKPOINTS);
        System.out.printf(
                Locale.ROOT,
                "an entry: %d bytes%n",
                read.entry(size / 3).orElseThrow().sizeBytes());
    }

    private void append(int deeds) {
        database.run(() -> {
            for (int i = 0; i < deeds; i++) {
                journal.append(Deed.of(
                        Deed.Kind.REFS_MOVED,
                        "ada",
                        "0123456789abcdef01234567",
                        Map.of("ref", "refs/heads/main", "from", "a".repeat(40), "to", "b".repeat(40))));
            }
            return true;
        });
    }

    private void insert(int rows) {
        database.write(handle -> {
            for (int i = 0; i < rows; i++) {
                handle.execute("insert into plain (body) values (?)", "a row as long as an entry ".repeat(20));
            }
            return true;
        });
    }

    private static void repeat(int times, Runnable work) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    private static double perSecond(int count, Runnable work) {
        long start = System.nanoTime();
        work.run();
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private static NoteSigner signer(Algorithm algorithm) throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance(algorithm.jdkName()).generateKeyPair();
        return new NoteSigner(NoteKey.of(ORIGIN, algorithm, pair.getPublic()), pair.getPrivate());
    }
}
