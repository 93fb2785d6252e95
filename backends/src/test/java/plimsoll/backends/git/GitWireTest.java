package plimsoll.backends.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.Databases;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.GitWire.Brought;
import plimsoll.hub.repositories.GitWire.PushDesk;
import plimsoll.hub.repositories.Snapshot;

/// Real git against the wire.
final class GitWireTest {
    private static final RepositoryId LAB = new RepositoryId("0123456789abcdef01234567");
    private static final Pointer WEIGHTS = new Pointer(new Sha256("cd".repeat(32)), 77);

    @TempDir
    Path folder;

    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Desk desk = new Desk();
    private Database database;
    private GitStore store;
    private JGitRepositories repositories;
    private PackMaintenance maintenance;
    private GitServer server;

    @BeforeEach
    void serve() throws Exception {
        database = Databases.sqlite(folder);
        store = new GitStore(database, blobs, InstantSource.system(), new Random());
        repositories = new JGitRepositories(store);
        maintenance = new PackMaintenance(store);
        server = new GitServer(new JGitWire(store), LAB, desk);
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void whatIsPushedIsClonedAgain() throws Exception {
        var ada = workingCopy();
        ada.write("a.b", "1");
        ada.write("a-b", "2");
        ada.write("a/x", "3");
        ada.write("кит 🐋.txt", "wal");
        ada.write("big.bin", pointer());
        ada.commit("README.md", "# Hello");
        ada.commit("a/y", "4");
        ada.run("tag", "-a", "v1", "-m", "first");
        ada.run("push", "-q", "origin", "main", "v1");
        assertEquals(Set.of("refs/heads/main", "refs/tags/v1"), Set.copyOf(names()));
        var head = repositories.resolve(LAB, "main").orElseThrow();
        assertEquals(ada.run("rev-parse", "HEAD"), head.hex());
        assertEquals(head, repositories.resolve(LAB, "v1").orElseThrow());
        assertEquals(
                Set.of("README.md", "a-b", "a.b", "a/x", "a/y", "big.bin", "кит 🐋.txt"),
                desk.files.stream().map(file -> file.path().text()).collect(Collectors.toSet()));
        assertEquals(
                List.of(WEIGHTS),
                desk.files.stream().flatMap(file -> file.pointer().stream()).toList());

        var bob = clone("bob");
        bob.run("fsck", "--full", "--strict");
        assertEquals(ada.run("rev-parse", "HEAD^{tree}"), bob.run("rev-parse", "HEAD^{tree}"));
        assertEquals("wal", bob.read("кит 🐋.txt"));
        bob.commit("b", "5");
        bob.run("push", "-q", "origin", "main");
        ada.run("pull", "-q", "origin", "main");
        assertEquals("5", ada.read("b"));
        assertEquals(
                List.of("b"),
                desk.files.stream().map(file -> file.path().text()).toList());
    }

    /// What holds it holds all that is new.
    @Test
    void whatIsPushedBeginsWhereNothingNewIsFollowed() throws Exception {
        var ada = workingCopy();
        ada.commit("a", "1");
        var first = ada.run("rev-parse", "HEAD");
        ada.commit("a", "2");
        ada.run("push", "-q", "origin", "main");
        assertEquals(Set.of(first), desk.beginnings);
        ada.commit("a", "3");
        var one = ada.run("rev-parse", "HEAD");
        ada.commit("a", "4");
        ada.run("checkout", "-q", "-b", "side", first);
        ada.commit("b", "1");
        var other = ada.run("rev-parse", "HEAD");
        ada.run("checkout", "-q", "main");
        ada.run("merge", "-q", "--no-edit", "side");
        ada.run("push", "-q", "origin", "main");
        assertEquals(Set.of(one, other), desk.beginnings);
    }

    @Test
    void aFetchIsToldBeforeItsPackIsSentAndAListingIsNot() throws Exception {
        var ada = workingCopy();
        ada.commit("a", "1");
        ada.run("push", "-q", "origin", "main", "main:dev");
        var bob = new RealGit(folder);
        for (var version : List.of("0", "2")) {
            var protocol = "protocol.version=" + version;
            int before = server.taken().size();
            bob.run("-c", protocol, "ls-remote", server.address());
            assertEquals(before, server.taken().size(), "listing takes nothing");
            var said = bob.run("-c", protocol, "clone", "--progress", server.address(), "v" + version);
            assertTrue(said.contains("remote: Handle with care."), said);
            var head = ada.run("rev-parse", "HEAD");
            assertEquals(
                    Set.of(head), // both branches are there
                    server.taken().getLast().stream().map(GitOid::hex).collect(Collectors.toSet()));
            assertEquals(before + 1, server.taken().size());
            new RealGit(folder.resolve("v" + version)).run("-c", protocol, "fetch", "origin");
            assertEquals(before + 1, server.taken().size(), "nothing new, nothing taken");
        }
        bob.run("clone", "-q", "--filter=blob:none", "--no-checkout", server.address(), "later");
        new RealGit(folder.resolve("later")).run("checkout", "-q", "main");
        assertEquals(
                List.of(ada.run("rev-parse", "HEAD:a")),
                server.taken().getLast().stream().map(GitOid::hex).toList(),
                "a file that is fetched by itself");
    }

    @Test
    void clonesMayBeShallowOrWithoutFiles() throws Exception {
        var ada = workingCopy();
        for (int i = 0; i < 5; i++) {
            ada.commit("f", "version " + i);
        }
        ada.run("push", "-q", "origin", "main");
        var shallow = new RealGit(folder);
        shallow.run("clone", "-q", "--depth", "2", server.address(), "shallow");
        assertEquals("2", new RealGit(folder.resolve("shallow")).run("rev-list", "--count", "HEAD"));
        shallow.run("clone", "-q", "--filter=blob:none", server.address(), "partial");
        var partial = new RealGit(folder.resolve("partial"));
        assertEquals("version 4", partial.read("f"));
        assertTrue(
                partial.run("rev-list", "--objects", "--missing=print", "HEAD").contains("?"), "old files stay away");
        assertEquals("version 1", partial.run("show", "HEAD~3:f"), "and are fetched when asked for");
        assertTrue(maintenance.collect(LAB, PackMaintenance.GARBAGE_TTL));
        assertEquals("version 2", partial.run("show", "HEAD~2:f"), "also by the bitmaps of a collected repository");
        var squashed = ada.run("rev-parse", "HEAD~3:f");
        ada.run("checkout", "-q", "--orphan", "fresh");
        ada.run("commit", "-q", "-m", "Start again");
        ada.run("push", "-q", "--force", "origin", "HEAD:main");
        shallow.run("clone", "-q", "--filter=blob:none", server.address(), "later");
        var later = new RealGit(folder.resolve("later"));
        assertNotEquals(0, later.attempt("fetch", "-q", "origin", squashed).code(), "what no ref leads to is gone");
        shallow.run("-c", "protocol.version=0", "clone", "-q", server.address(), "v0");
        assertEquals("version 4", new RealGit(folder.resolve("v0")).read("f"));
    }

    @Test
    void branchesAndTagsComeAndGo() throws Exception {
        var ada = workingCopy();
        ada.commit("a", "1");
        ada.run("push", "-q", "origin", "main", "main:dev", "main:topic/one");
        ada.run("tag", "light");
        ada.run("push", "-q", "--tags", "origin");
        assertEquals(
                Set.of("refs/heads/main", "refs/heads/dev", "refs/heads/topic/one", "refs/tags/light"),
                Set.copyOf(names()));
        ada.run("push", "-q", "--atomic", "origin", ":dev", ":refs/tags/light", "main:next");
        assertEquals(Set.of("refs/heads/main", "refs/heads/next", "refs/heads/topic/one"), Set.copyOf(names()));
        ada.run("commit", "-q", "--amend", "-m", "Say it better");
        assertNotEquals(0, ada.attempt("push", "-q", "origin", "main").code(), "not a fast-forward");
        ada.run("push", "-q", "--force", "origin", "main");
        assertEquals(
                ada.run("rev-parse", "HEAD"),
                repositories.resolve(LAB, "main").orElseThrow().hex());
    }

    @Test
    void aRefusedPushLeavesNothing() throws Exception {
        var ada = workingCopy();
        ada.commit("a", "1");
        ada.run("push", "-q", "origin", "main");
        long before = blobs.list().count();
        ada.commit("secret", "s");
        desk.refusal = Optional.of("the desk says no, and why");
        var said = ada.attempt("push", "origin", "main", "main:other");
        assertNotEquals(0, said.code());
        assertTrue(said.text().contains("the desk says no, and why"), said.text());
        assertEquals(List.of("refs/heads/main"), names());
        assertEquals(before, blobs.list().count(), "blobs");
        assertEquals(Optional.empty(), repositories.resolve(LAB, ada.run("rev-parse", "HEAD")));
    }

    @Test
    void aFaultAtTheDeskUndoesThePushAndStaysSecret() throws Exception {
        var ada = workingCopy();
        ada.commit("a", "1");
        desk.fault = Optional.of("password of the database");
        var said = ada.attempt("push", "origin", "main");
        assertNotEquals(0, said.code());
        assertFalse(said.text().contains("password"), said.text());
        assertTrue(said.text().contains("the hub failed"), said.text());
        assertEquals(List.of(), names());
        desk.fault = Optional.empty();
        ada.run("push", "-q", "origin", "main");
        assertEquals(List.of("refs/heads/main"), names());
    }

    @Test
    void otherRefsAndTheMainBranchAreNotForPushing() throws Exception {
        var ada = workingCopy();
        ada.commit("a", "1");
        ada.run("push", "-q", "origin", "main");
        for (var ref : List.of("main:refs/pr/1", "main:refs/notes/x", ":main", "HEAD^{tree}:refs/tags/tree")) {
            var said = ada.attempt("push", "origin", ref, "main:fine");
            assertNotEquals(0, said.code(), ref);
            assertEquals(List.of("refs/heads/main"), names(), ref + "\n" + said.text());
        }
        assertNotEquals(0, ada.attempt("push", "origin", "main:main/x").code());
    }

    @Test
    void filesThatCannotBeKeptAreNamed() throws Exception {
        var ada = workingCopy();
        ada.commit("a", "1");
        ada.run("push", "-q", "origin", "main");
        ada.commit(".cache/huggingface/x", "1");
        assertTrue(refusal(ada).contains("belongs to the clients"));
        ada.run("reset", "-q", "--hard", "origin/main");
        ada.commit("back\\slash", "1");
        assertTrue(refusal(ada).contains("backslash"));
        ada.run("reset", "-q", "--hard", "origin/main");
        ada.run("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",sub");
        ada.run("commit", "-q", "-m", "Add a submodule");
        assertTrue(refusal(ada).contains("submodule"));
        ada.run("reset", "-q", "--hard", "origin/main");
        var large = new byte[(int) Push.MAX_OBJECT_BYTES + 1];
        new Random(7).nextBytes(large);
        Files.write(ada.folder().resolve("large.bin"), large);
        ada.run("add", "-A");
        ada.run("commit", "-q", "-m", "Add a large file");
        assertTrue(refusal(ada).contains("git-lfs"));
        assertEquals(
                ada.run("rev-parse", "origin/main"),
                repositories.resolve(LAB, "main").orElseThrow().hex());
    }

    // A hub that answered and hung up while git was still sending showed "the remote end hung up unexpectedly" instead
    // of why, now and then: git reads the answer only once it has sent everything.
    @Test
    void whatFollowsARefusedPackIsReadBeforeItsSenderIsLeft() throws Exception {
        var line = "0".repeat(40) + " " + "1".repeat(40) + " refs/heads/main\0 report-status";
        var command = "%04x%s0000PACK and then nothing that is one".formatted(line.length() + 4, line);
        var body = Arrays.copyOf(command.getBytes(StandardCharsets.US_ASCII), 1 << 20);
        var in = new ByteArrayInputStream(body);
        var out = new ByteArrayOutputStream();
        new JGitWire(store).receive(LAB, Set.of(), in, out, desk);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("unpack"), out.toString(StandardCharsets.UTF_8));
        assertEquals(0, in.available());
    }

    @Test
    void aRewrittenRepositoryClonesClean() throws Exception {
        var ada = workingCopy();
        for (int i = 0; i < 12; i++) {
            ada.commit("d%d/f".formatted(i % 3), "version " + i);
            ada.run("push", "-q", "origin", "main");
        }
        assertTrue(maintenance.collect(LAB, PackMaintenance.GARBAGE_TTL));
        clone("after-collecting").run("fsck", "--full", "--strict");
        ada.commit("late", "x");
        ada.run("push", "-q", "origin", "main");
        assertEquals("x", clone("after-that").read("late"));
        assertEquals(
                13,
                repositories.countCommits(LAB, repositories.resolve(LAB, "main").orElseThrow()));
        assertEquals(
                "late",
                repositories
                        .find(LAB, repositories.resolve(LAB, "main").orElseThrow(), new FilePath("late"))
                        .orElseThrow()
                        .path()
                        .text());
    }

    private String refusal(RealGit git) throws IOException, InterruptedException {
        var said = git.attempt("push", "origin", "HEAD:main");
        assertNotEquals(0, said.code(), said.text());
        return said.text();
    }

    private RealGit workingCopy() throws IOException, InterruptedException {
        var git = new RealGit(folder.resolve("ada"));
        git.run("init", "-q");
        git.run("remote", "add", "origin", server.address());
        return git;
    }

    private RealGit clone(String name) throws IOException, InterruptedException {
        new RealGit(folder).run("clone", "-q", server.address(), name);
        return new RealGit(folder.resolve(name));
    }

    private List<String> names() {
        return repositories.refs(LAB).keySet().stream().map(RefName::text).toList();
    }

    private static String pointer() {
        return WEIGHTS.text().utf8();
    }

    private static final class Desk implements PushDesk {
        private Optional<String> refusal = Optional.empty();
        private Optional<String> fault = Optional.empty();
        private List<Brought> files = List.of();
        private Set<String> beginnings = Set.of();

        @Override
        public Optional<String> refuse(List<RefMove> moves, List<Brought> brought, Snapshot.Source commits)
                throws IOException {
            beginnings = new HashSet<>();
            for (var move : moves) {
                if (move.to().isPresent()) {
                    commits.at(move.to().get()).beginnings().forEach(commit -> beginnings.add(commit.hex()));
                }
            }
            return refusal;
        }

        @Override
        public void landed(List<RefMove> moves, List<Brought> brought) throws IOException {
            if (fault.isPresent()) {
                throw new IOException(fault.get());
            }
            files = new ArrayList<>(brought);
        }
    }
}
