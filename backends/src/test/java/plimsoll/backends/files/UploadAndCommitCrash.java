package plimsoll.backends.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plimsoll.backends.files.FrailDisk.Failure;
import plimsoll.backends.git.GitStore;
import plimsoll.backends.git.JGitRepositories;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.SqlCatalogue;
import plimsoll.backends.sql.SqlCondemned;
import plimsoll.backends.sql.SqlJournal;
import plimsoll.backends.sql.SqlLargeFiles;
import plimsoll.backends.sql.SqlRecentCommits;
import plimsoll.backends.sql.SqlRecipes;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.backends.sql.SqlUploads;
import plimsoll.backends.sql.SqlXorbs;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.domain.xet.XorbReader;
import plimsoll.hub.content.LinkReceived;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.content.UploadSizes;
import plimsoll.hub.fixtures.ChunkedFile;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.repositories.AcceptCommit;
import plimsoll.hub.repositories.CardReader;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.CommitOutcome;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.Describe;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Entrance;
import plimsoll.hub.repositories.Inspections;
import plimsoll.hub.repositories.KeepDescribed;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Reach;
import plimsoll.hub.repositories.RecordMoves;
import plimsoll.hub.repositories.SumFiles;
import plimsoll.hub.xet.OpenXorb;
import plimsoll.hub.xet.ReceiveXorb;
import plimsoll.hub.xet.RegisterShard;
import plimsoll.hub.xet.WovenBlobs;

/// Two uploads, whole and by chunks, and two commits over the real stores, ended at each write, sync and rename in
/// turn, and before, inside and after each transaction; then the stores are opened anew, as after a power cut, and
/// asked what they have.
final class UploadAndCommitCrash {
    private static final int MORE_STEPS_THAN_THE_DEEDS_HAVE = 400;
    private static final int FEWER_STEPS_THAN_THE_DEEDS_HAVE = 30;
    private static final int LARGE_BYTES = 300_000;
    private static final int JOURNAL = 100;
    private static final Repository MODEL = Story.repository(1, RepoKind.MODEL, "ada/model", Visibility.PUBLIC);

    /// What the power cut takes back of what was never synced.
    enum Aftermath {
        NOTHING,
        ALL_UNSYNCED
    }

    /// What the hub said yes to before it died.
    private static final class Said {
        private boolean received;
        private boolean registered;
        private final List<GitOid> commits = new ArrayList<>();
    }

    @ParameterizedTest
    @EnumSource(Aftermath.class)
    void whatWasSaidIsTrueAndNothingIsHalfDone(Aftermath aftermath, @TempDir Path folder) throws Exception {
        var fresh = folder.resolve("plimsoll.db");
        try (var database = Database.sqlite(fresh)) {
            new SqlCatalogue(database, InstantSource.system()).add(MODEL);
        }
        for (int step = 1; ; step++) {
            var root = Files.createDirectories(folder.resolve("at-" + step));
            Files.copy(fresh, root.resolve("plimsoll.db"));
            var disk = new FrailDisk(Failure.CRASH, step);
            var said = new Said();
            try (var database = Database.sqlite(root.resolve("plimsoll.db"))) {
                publish(new Hub(database, new FileBlobs(root.resolve("blobs"), new Random(1), disk), disk), said);
            } catch (IOException e) {
                assertTrue(disk.failed(), () -> "it failed by itself: " + e);
            }
            boolean untouched = !disk.failed();
            if (aftermath == Aftermath.ALL_UNSYNCED) {
                disk.cutPower(false);
            }
            check(root, said, "step " + step);
            if (untouched) {
                assertTrue(step > FEWER_STEPS_THAN_THE_DEEDS_HAVE, "too few steps to be the whole deed: " + step);
                return;
            }
            assertTrue(step < MORE_STEPS_THAN_THE_DEEDS_HAVE, "it never goes through");
        }
    }

    private static void publish(Hub hub, Said said) throws Exception {
        var large = large(3);
        hub.receive.receive("ada", MODEL.id(), pointer(large), new ByteArrayInputStream(large));
        said.received = true;
        var chunked = large(4);
        hub.sendByChunks(chunked);
        said.registered = true;
        said.commits.add(hub.commit(
                "Add weights",
                new FileChange.WriteLarge(
                        new FilePath("weights.bin"), pointer(large).content(), large.length),
                new FileChange.WriteLarge(
                        new FilePath("chunks.bin"), pointer(chunked).content(), chunked.length),
                new FileChange.Write( // too large for a pack in a row
                        new FilePath("tokenizer.json"),
                        Bytes.ofUtf8(HexFormat.of().formatHex(large))),
                new FileChange.Write(new FilePath("config.json"), Bytes.ofUtf8("{}"))));
        said.commits.add(hub.commit(
                "Change the configuration",
                new FileChange.Write(new FilePath("config.json"), Bytes.ofUtf8("{\"a\":1}"))));
    }

    private static void check(Path root, Said said, String when) throws Exception {
        try (var database = Database.sqlite(root.resolve("plimsoll.db"))) {
            var alive = new FrailDisk(Failure.CRASH, Integer.MAX_VALUE);
            var blobs = new FileBlobs(root.resolve("blobs"), new Random(2));
            var hub = new Hub(database, blobs, alive);
            var head = hub.repositories.resolve(MODEL.id(), "main");
            var commits = head.isPresent()
                    ? hub.repositories.history(MODEL.id(), head.get(), 0, 10).stream()
                            .map(commit -> commit.oid())
                            .toList()
                    : List.<GitOid>of();
            assertTrue(commits.containsAll(said.commits), when + ": a commit is lost");
            for (var commit : commits) {
                everythingCanBeRead(hub, commit, when);
            }
            var listed = hub.catalogue.listed(MODEL.id()).orElseThrow().description();
            assertEquals(head, listed.map(Description::head), when + ": listings say something else");
            int linked = 0;
            for (var large : List.of(large(3), large(4))) {
                linked += isLinkedAndThere(hub, large, when) ? 1 : 0;
            }
            int promised = (said.received ? 1 : 0) + (said.registered ? 1 : 0);
            assertTrue(linked >= promised, when + ": an upload is lost");
            theJournalAgrees(hub, commits.size(), linked, when);
            blobs.sweepLeftovers(Instant.now().plus(Duration.ofHours(1)));
            try (var staging = Files.list(root.resolve("blobs/staging"))) {
                assertEquals(0, staging.count(), when + ": leftovers");
            }
            var again = new Said();
            publish(hub, again);
            assertEquals(2, again.commits.size(), when + ": it goes on");
        }
    }

    private static void everythingCanBeRead(Hub hub, GitOid commit, String when) throws IOException {
        var entries =
                hub.repositories.list(MODEL.id(), commit, "", true, "", 10).orElseThrow();
        var paths = entries.stream().map(entry -> entry.path().text()).toList();
        assertTrue(
                paths.containsAll(List.of("chunks.bin", "config.json", "tokenizer.json", "weights.bin")),
                () -> when + ": half a commit " + paths);
        for (var entry : entries) {
            if (!(entry instanceof Entry.Folder)) {
                try (var in = hub.repositories.open(MODEL.id(), entry.oid())) {
                    in.readAllBytes();
                }
            }
        }
        assertTrue(isLinkedAndThere(hub, large(3), when) && isLinkedAndThere(hub, large(4), when), when);
    }

    // What is linked can be read.
    private static boolean isLinkedAndThere(Hub hub, byte[] large, String when) throws IOException {
        var name = pointer(large).content();
        if (hub.files.find(MODEL.id(), name).isEmpty()) {
            return false;
        }
        try (var channel = hub.blobs.open(name)) {
            assertArrayEquals(large, Channels.newInputStream(channel).readAllBytes(), when);
        }
        return true;
    }

    private static void theJournalAgrees(Hub hub, int commits, int linked, String when) {
        var links = hub.journal.read(0, JOURNAL);
        var previous = Link.BEFORE_THE_FIRST;
        for (var link : links) {
            assertTrue(link.follows(previous), when + ": the chain breaks at " + link.position());
            previous = link.hash();
        }
        assertEquals(commits, count(links, Deed.Kind.REFS_MOVED), when + ": records of commits");
        assertEquals(linked, count(links, Deed.Kind.LARGE_FILE_RECEIVED), when + ": records of files");
    }

    private static long count(List<Link> links, Deed.Kind kind) {
        return links.stream().filter(link -> link.deed().kind() == kind).count();
    }

    private static byte[] large(int seed) {
        var bytes = new byte[LARGE_BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Pointer pointer(byte[] content) {
        try {
            return new Pointer(Sha256.of(MessageDigest.getInstance("SHA-256").digest(content)), content.length);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The deeds over one set of stores.
    private static final class Hub {
        private final WovenBlobs blobs;
        private final JGitRepositories repositories;
        private final SqlLargeFiles files;
        private final SqlJournal journal;
        private final SqlCatalogue catalogue;
        private final ReceiveBlob receive;
        private final AcceptCommit accept;
        private final EnterRepository door;
        private final ReceiveXorb receiveXorb;
        private final RegisterShard registerShard;

        Hub(Database database, FileBlobs whole, FrailDisk disk) {
            var clock = InstantSource.system();
            var transactions = new FrailTransactions(database, disk);
            var xorbs = new SqlXorbs(database, clock);
            var recipes = new SqlRecipes(database);
            var condemned = new SqlCondemned(database);
            blobs = new WovenBlobs(whole, recipes, new OpenXorb(xorbs, whole, ChunkedFile.NO_LZ4), clock);
            repositories = new JGitRepositories(new GitStore(database, whole, clock, new Random()));
            files = new SqlLargeFiles(database);
            journal = new SqlJournal(database, clock);
            var releases = new SqlReleases(database);
            catalogue = new SqlCatalogue(database, clock);
            door = new EnterRepository(catalogue, releases, clock);
            var sums = new SumFiles();
            var describe = new Describe(sums, blobs, new CardReader(Optional.empty()), clock);
            var described = new KeepDescribed(describe, catalogue, releases, clock);
            var link = new LinkReceived(transactions, journal, blobs, condemned, files, clock);
            receive = new ReceiveBlob(
                    blobs, files, new SqlUploads(database), link, UploadSizes.USUAL, clock, new Random());
            var claims = new ClaimLargeFile(catalogue, door, new Reach(repositories), files, link);
            var reader = new XorbReader(ChunkedFile.HASHING, ChunkedFile.NO_LZ4);
            receiveXorb = new ReceiveXorb(whole, condemned, xorbs, transactions, reader, clock);
            registerShard = new RegisterShard(
                    xorbs,
                    recipes,
                    blobs,
                    condemned,
                    claims,
                    link,
                    transactions,
                    ChunkedFile.HASHING,
                    Long.MAX_VALUE,
                    clock);
            accept = new AcceptCommit(
                    repositories,
                    files,
                    claims,
                    new SqlRecentCommits(database),
                    transactions,
                    sums,
                    new RecordMoves(journal, Inspections.NONE, described),
                    clock);
        }

        GitOid commit(String title, FileChange... changes) throws IOException {
            var request = new CommitRequest(
                    "main",
                    Optional.empty(),
                    title,
                    "",
                    List.of(changes).stream()
                            .<CommitRequest.Change>map(CommitRequest.Change.Whole::new)
                            .toList());
            var outcome = accept.accept(pass(), request);
            return assertInstanceOf(CommitOutcome.Accepted.class, outcome).commit();
        }

        void sendByChunks(byte[] content) throws IOException {
            var file = ChunkedFile.of(content, pointer(content));
            assertInstanceOf(
                    ReceiveXorb.Outcome.Kept.class,
                    receiveXorb.receive(pass(), file.xorb(), new ByteArrayInputStream(file.xorbBytes())));
            assertInstanceOf(
                    RegisterShard.Outcome.Registered.class, registerShard.register(pass(), file.shard(), (_, _) -> {}));
        }

        private Pass pass() {
            return assertInstanceOf(Entrance.Entered.class, door.enter(Story.ada(), Intent.WRITE, MODEL))
                    .pass();
        }
    }
}
