package plimsoll.backends.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import plimsoll.backends.files.FileBlobs;
import plimsoll.backends.git.GitStore;
import plimsoll.backends.git.JGitRepositories;
import plimsoll.backends.xet.LibraryLz4;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.RemoveBlobs;
import plimsoll.hub.content.SweepBlobs;
import plimsoll.hub.repositories.MarkLargeFiles;
import plimsoll.hub.repositories.Repositories.CommitOrder;
import plimsoll.hub.repositories.Repositories.PathConflict;
import plimsoll.hub.xet.ChunkOffsets;
import plimsoll.hub.xet.OpenXorb;
import plimsoll.hub.xet.Recipe;
import plimsoll.hub.xet.StoredXorb;
import plimsoll.hub.xet.WovenBlobs;

/// What it costs to find and take what nobody needs, on SQLite and files: by default a million chunks in xorbs of a
/// thousand; half of the xorbs are needed by files of repositories with a git history, of the other half nobody knows.
/// The xorbs' bytes are a few each, since sweeping does not read them. Run by `./dev bench sweep`; argument: how many
/// chunks.
final class SweepBenchmark {
    private static final int CHUNKS_IN_A_XORB = 1_000;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int FILES_IN_A_REPOSITORY = 100;
    private static final int FILES_OF_A_XORB = 20;

    private final Random random = new Random(8);
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private final InstantSource clock = () -> now;
    private final Database database;
    private final FileBlobs files;
    private final SqlXorbs xorbs;
    private final SqlRecipes recipes;
    private final SqlLargeFiles links;
    private final JGitRepositories repositories;
    private final MarkLargeFiles mark;
    private final SweepBlobs sweep;

    private SweepBenchmark(Database database, Path folder) throws IOException {
        this.database = database;
        files = new FileBlobs(folder.resolve("blobs"), random);
        xorbs = new SqlXorbs(database, clock);
        recipes = new SqlRecipes(database);
        links = new SqlLargeFiles(database);
        var journal = new SqlJournal(database, clock);
        var blobs = new WovenBlobs(files, recipes, new OpenXorb(xorbs, files, new LibraryLz4()), clock);
        var store = new GitStore(database, blobs, clock, random);
        repositories = new JGitRepositories(store);
        mark = new MarkLargeFiles(
                new SqlCatalogue(database, clock),
                repositories,
                new SqlReleases(database),
                links,
                links,
                database,
                journal,
                clock);
        var uploads = new SqlUploads(database);
        var remove = new RemoveBlobs(
                blobs,
                new SqlCondemned(database),
                List.of(links, uploads, new plimsoll.backends.git.PackMaintenance(store)::held, xorbs),
                clock);
        sweep = new SweepBlobs(database, journal, blobs, links, uploads, remove, clock);
    }

    /// Measures and prints.
    public static void main(String[] arguments) throws IOException, PathConflict {
        int chunks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        var folder = Files.createTempDirectory("plimsoll-sweep");
        try (var database = Databases.sqlite(folder)) {
            new SweepBenchmark(database, folder).run(chunks);
        }
    }

    private void run(int chunks) throws IOException, PathConflict {
        int count = Math.max(2, chunks / CHUNKS_IN_A_XORB);
        measured("filling: %,d chunks, %,d xorbs".formatted(count * CHUNKS_IN_A_XORB, count), () -> fill(count));
        // Files are dated when they are written, by the real clock.
        now = Instant.now().plus(SweepBlobs.GRACE).plus(Duration.ofDays(1));
        measured("looking at all histories", () -> mark.round().repositories() + " repositories");
        measured("rehearsing the sweep", () -> sweep.rehearse().toString());
        measured("the sweep", () -> sweep.sweep().toString());
        measured("the next sweep", () -> sweep.sweep().toString());
        now = now.plus(SweepBlobs.GRACE).plus(Duration.ofDays(1));
        measured("looking again", () -> mark.round().toString());
    }

    private void measured(String name, Work work) throws IOException, PathConflict {
        System.gc();
        var pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(java.lang.management.MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        var outcome = work.done();
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak =
                pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(
                Locale.ROOT, "  %-44s %8.2f s   heap at most %4d MiB   %s%n", name, seconds, peak >> 20, outcome);
    }

    private String fill(int count) throws IOException, PathConflict {
        var waiting = new ArrayList<Pointer>();
        int homes = 0;
        for (int i = 0; i < count; i++) {
            var xorb = xorb(i);
            if (i % 2 == 0) {
                waiting.addAll(filesOf(xorb));
            }
            while (waiting.size() >= FILES_IN_A_REPOSITORY) {
                publish(++homes, waiting.subList(0, FILES_IN_A_REPOSITORY));
                waiting.subList(0, FILES_IN_A_REPOSITORY).clear();
            }
        }
        if (!waiting.isEmpty()) {
            publish(++homes, waiting);
        }
        return homes + " repositories";
    }

    private StoredXorb xorb(int number) throws IOException {
        var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        var blob = sha256(bytes);
        files.receive(blob, bytes.length, new ByteArrayInputStream(bytes));
        var names = new ArrayList<XetHash>();
        for (int i = 0; i < CHUNKS_IN_A_XORB; i++) {
            names.add(hash());
        }
        var sizes = new int[CHUNKS_IN_A_XORB];
        Arrays.fill(sizes, CHUNK_BYTES);
        var xorb = new StoredXorb(hash(), new StoredXorb.Home.Packed(blob), ChunkOffsets.uncompressed(sizes));
        database.run(() -> {
            xorbs.keep(xorb, names, now);
            xorbs.index(names.getFirst(), xorb.name());
            return true;
        });
        return xorb;
    }

    private List<Pointer> filesOf(StoredXorb xorb) {
        int share = CHUNKS_IN_A_XORB / FILES_OF_A_XORB;
        return database.run(() -> {
            var made = new ArrayList<Pointer>();
            for (int i = 0; i < FILES_OF_A_XORB; i++) {
                var file = new Pointer(
                        new Sha256("%016x".formatted(random.nextLong()).repeat(4)), share * (long) CHUNK_BYTES);
                var term = new Term(xorb.name(), i * share, (i + 1) * share, share * CHUNK_BYTES);
                recipes.keep(new Recipe(file, List.of(term)), now);
                recipes.name(hash(), file.content());
                made.add(file);
            }
            return made;
        });
    }

    private void publish(int number, List<Pointer> named) throws IOException, PathConflict {
        var home = new RepositoryId("%024x".formatted(number));
        var changes = new ArrayList<FileChange>();
        for (int i = 0; i < named.size(); i++) {
            var file = named.get(i);
            changes.add(new FileChange.WriteLarge(
                    new FilePath("part-%03d.bin".formatted(i)), file.content(), file.sizeBytes()));
        }
        var order = new CommitOrder(RefName.MAIN, Optional.empty(), changes, "Add weights", "", "ada");
        try (var prepared = repositories.prepare(home, order)) {
            database.<Boolean, IOException>run(() -> {
                for (var file : named) {
                    links.link(home, file, now);
                    links.commit(home, Set.of(file.content()));
                }
                return prepared.land();
            });
        }
    }

    private XetHash hash() {
        return new XetHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static Sha256 sha256(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private interface Work {
        String done() throws IOException, PathConflict;
    }
}
