package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Commit;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Repositories.CommitOrder;
import plimsoll.hub.repositories.Repositories.PathConflict;

/// What every keeper of repositories promises.
public abstract class RepositoriesContract {
    private static final RepositoryId LAB = new RepositoryId("0123456789abcdef01234567");
    private static final RepositoryId FORK = new RepositoryId("89abcdef0123456789abcdef");
    private static final RefName MAIN = RefName.MAIN;
    private static final Pointer WEIGHTS = new Pointer(new Sha256("ab".repeat(32)), 5_000_000_000L);

    /// The repositories under test, all empty.
    protected abstract Repositories repositories();

    /// The transactions they belong to.
    protected abstract Transactions transactions();

    @Test
    void aRepositoryWithoutRefsIsEmpty() throws IOException {
        assertEquals(Map.of(), repositories().refs(LAB));
        assertEquals(Optional.empty(), repositories().resolve(LAB, "main"));
        assertEquals(Optional.empty(), repositories().resolve(LAB, "HEAD"));
    }

    @Test
    void aCommitIsFoundByEveryNameItHas() throws Exception {
        var first = commit(Optional.empty(), write("README.md", "# Hello"));
        for (var name : List.of(
                "main", "HEAD", "refs/heads/main", first.hex(), first.hex().substring(0, 7))) {
            assertEquals(Optional.of(first), repositories().resolve(LAB, name), name);
        }
        for (var name : List.of("dev", "", "refs/heads", first.hex().substring(0, 6), "0".repeat(40), "main/x", "..")) {
            assertEquals(Optional.empty(), repositories().resolve(LAB, name), name);
        }
        assertEquals(Map.of(MAIN, first), repositories().refs(LAB));
    }

    @Test
    void whatNoRefLeadsToIsNotThere() throws Exception {
        var first = commit(Optional.empty(), write("a", "1"));
        var second = commit(Optional.of(first), write("a", "2"));
        assertEquals(Optional.of(first), repositories().resolve(LAB, first.hex()));
        assertTrue(move(new RefMove(MAIN, Optional.of(second), Optional.of(first))));
        assertEquals(Optional.empty(), repositories().resolve(LAB, second.hex()));
        assertEquals(Optional.empty(), repositories().resolve(LAB, second.hex().substring(0, 9)));
        assertEquals(Optional.of(first), repositories().resolve(LAB, first.hex()));
        var tree = repositories().find(LAB, commit(Optional.of(first), write("d/f", "3")), new FilePath("d"));
        assertEquals(
                Optional.empty(),
                repositories().resolve(LAB, tree.orElseThrow().oid().hex()),
                "a tree");
    }

    @Test
    void branchesComeBeforeTags() throws Exception {
        var first = commit(Optional.empty(), write("a", "1"));
        var second = commit(Optional.of(first), write("a", "2"));
        tag("v1", first, "");
        assertEquals(Optional.of(first), repositories().resolve(LAB, "v1"));
        move(new RefMove(RefName.branch("v1").orElseThrow(), Optional.empty(), Optional.of(second)));
        assertEquals(Optional.of(second), repositories().resolve(LAB, "v1"));
        assertEquals(Optional.of(first), repositories().resolve(LAB, "refs/tags/v1"));
        var pull = new RefName("refs/pr/7");
        move(new RefMove(pull, Optional.empty(), Optional.of(first)));
        assertEquals(Optional.of(first), repositories().resolve(LAB, "refs/pr/7"));
    }

    @Test
    void anAnnotatedTagIsReadAsTheCommitItIsAbout() throws Exception {
        var first = commit(Optional.empty(), write("a", "1"));
        var tag = tag("v1.0", first, "the first");
        assertFalse(tag.equals(first), "a tag is an object of its own");
        var name = RefName.tag("v1.0").orElseThrow();
        assertEquals(Optional.of(first), repositories().resolve(LAB, "v1.0"));
        assertEquals(first, repositories().refs(LAB).get(name));
        assertTrue(move(new RefMove(name, Optional.of(first), Optional.empty())));
        assertEquals(Set.of(MAIN), repositories().refs(LAB).keySet());
    }

    @Test
    void filesComeBackByteForByte() throws Exception {
        var every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        var head = commit(
                Optional.empty(),
                new FileChange.Write(new FilePath("bytes.bin"), Bytes.copyOf(every)),
                write("empty", ""),
                write("кит 🐋/ein Wal.txt", "wal\r\n"),
                new FileChange.WriteLarge(new FilePath("model.safetensors"), WEIGHTS.content(), WEIGHTS.sizeBytes()));
        assertEquals(Bytes.copyOf(every), read(head, "bytes.bin"));
        assertEquals(Bytes.ofUtf8(""), read(head, "empty"));
        assertEquals(Bytes.ofUtf8("wal\r\n"), read(head, "кит 🐋/ein Wal.txt"));
        var large = repositories()
                .find(LAB, head, new FilePath("model.safetensors"))
                .orElseThrow();
        assertEquals(WEIGHTS, ((Entry.LargeFile) large).pointer());
        assertEquals(WEIGHTS.text(), read(head, "model.safetensors"));
        assertEquals(Optional.empty(), repositories().find(LAB, head, new FilePath("bytes.bin/below")));
        assertEquals(Optional.empty(), repositories().find(LAB, head, new FilePath("absent")));
        assertEquals(Set.of(WEIGHTS.content()), repositories().largeFilesReachable(LAB, List.of(head)));
    }

    @Test
    void foldersSortAsGitSortsThem() throws Exception {
        var head = commit(
                Optional.empty(),
                write("a.b", "1"),
                write("a/x", "2"),
                write("a-b", "3"),
                write("a0", "4"),
                write("b", "5"));
        assertEquals(List.of("a-b", "a.b", "a", "a0", "b"), list(head, "", false, "", 10));
        var grown = commit(Optional.of(head), write("a/y", "6"), write("a+", "7"));
        assertEquals(List.of("a+", "a-b", "a.b", "a", "a/x", "a/y", "a0", "b"), list(grown, "", true, "", 10));
    }

    @Test
    void pagesFollowOnOneAnother() throws Exception {
        var changes = new ArrayList<FileChange>();
        for (int i = 0; i < 37; i++) {
            changes.add(write("d%d/e/f%d".formatted(i % 5, i), "" + i));
            changes.add(write("top%d".formatted(i), "" + i));
        }
        var head = commit(Optional.empty(), changes.toArray(FileChange[]::new));
        for (boolean recursive : new boolean[] {false, true}) {
            var all = list(head, "", recursive, "", 1_000);
            assertEquals(recursive ? 37 * 2 + 10 : 42, all.size());
            for (int size : new int[] {1, 2, 7, 100}) {
                var pages = new ArrayList<String>();
                for (var page = list(head, "", recursive, "", size);
                        !page.isEmpty();
                        page = list(head, "", recursive, page.getLast(), size)) {
                    pages.addAll(page);
                }
                assertEquals(all, pages, "pages of " + size);
            }
        }
        assertEquals(List.of("d0/e"), list(head, "d0", false, "", 10));
        assertEquals("d0/e/f0", list(head, "d0/e", false, "", 10).getFirst());
        assertEquals(Optional.empty(), repositories().list(LAB, head, "absent", false, "", 10));
        assertEquals(Optional.empty(), repositories().list(LAB, head, "top1", false, "", 10), "a file is no folder");
    }

    @Test
    void laterChangesOfACommitWin() throws Exception {
        var head = commit(Optional.empty(), write("a", "1"), write("d/x", "1"), write("d/y", "1"));
        var next = commit(
                Optional.of(head),
                write("a", "2"),
                write("a", "3"),
                new FileChange.DeleteFolder(new FilePath("d")),
                write("d/z", "new"),
                new FileChange.Delete(new FilePath("a")),
                write("a/b", "a is a folder now"));
        assertEquals(List.of("a", "a/b", "d", "d/z"), list(next, "", true, "", 10));
        var emptied = commit(Optional.of(next), new FileChange.Delete(new FilePath("d/z")));
        assertEquals(List.of("a", "a/b"), list(emptied, "", true, "", 10), "git keeps no empty folders");
        var nothing = commit(Optional.of(emptied), new FileChange.DeleteFolder(new FilePath("a")));
        assertEquals(List.of(), list(nothing, "", true, "", 10));
    }

    @Test
    void aChangeThatCannotApplySaysWhy() throws Exception {
        var head = commit(Optional.empty(), write("file", "1"), write("folder/x", "1"));
        assertEquals(PathConflict.Kind.FILE_AND_FOLDER, conflict(head, write("file/below", "2")));
        assertEquals(PathConflict.Kind.FILE_AND_FOLDER, conflict(head, write("folder", "2")));
        assertEquals(PathConflict.Kind.ABSENT, conflict(head, new FileChange.Delete(new FilePath("absent"))));
        assertEquals(PathConflict.Kind.ABSENT, conflict(head, new FileChange.Delete(new FilePath("folder"))));
        assertEquals(PathConflict.Kind.ABSENT, conflict(head, new FileChange.Delete(new FilePath("no/such"))));
        assertEquals(PathConflict.Kind.ABSENT, conflict(head, new FileChange.DeleteFolder(new FilePath("file"))));
        assertEquals(Map.of(MAIN, head), repositories().refs(LAB));
    }

    @Test
    void aCommitThatChangesNothingSaysSo() throws Exception {
        var head = commit(Optional.empty(), write("a", "1"));
        try (var same = repositories().prepare(LAB, order(Optional.of(head), write("a", "1")))) {
            assertFalse(same.changesAnything());
        }
        try (var other = repositories().prepare(LAB, order(Optional.of(head), write("a", "2")))) {
            assertTrue(other.changesAnything());
        }
    }

    @Test
    void ofTwoCommitsOnOneHeadOneLands() throws Exception {
        var head = commit(Optional.empty(), write("a", "1"));
        try (var one = repositories().prepare(LAB, order(Optional.of(head), write("a", "2")));
                var other = repositories().prepare(LAB, order(Optional.of(head), write("b", "3")))) {
            assertEquals(Optional.empty(), repositories().resolve(LAB, one.oid().hex()), "not landed yet");
            assertTrue(transactions().<Boolean, IOException>run(one::land));
            assertFalse(transactions().<Boolean, IOException>run(other::land));
            assertEquals(Optional.of(one.oid()), repositories().resolve(LAB, "main"));
        }
        assertEquals(List.of("a"), list(repositories().resolve(LAB, "main").orElseThrow(), "", true, "", 10));
    }

    @Test
    void aTransactionThatFailsTakesItsCommitBack() throws Exception {
        var head = commit(Optional.empty(), write("a", "1"));
        try (var next = repositories().prepare(LAB, order(Optional.of(head), write("a", "2")))) {
            assertThrows(
                    IllegalStateException.class,
                    () -> transactions().<Boolean, IOException>run(() -> {
                        assertTrue(next.land());
                        assertEquals(next.oid(), repositories().refs(LAB).get(MAIN), "seen within");
                        assertEquals("2", text(next.oid(), "a"), "objects too");
                        throw new IllegalStateException("the deed failed");
                    }));
        }
        assertEquals(Map.of(MAIN, head), repositories().refs(LAB));
        assertEquals("1", text(head, "a"));
        var again = commit(Optional.of(head), write("a", "3"));
        assertEquals("3", text(again, "a"));
    }

    @Test
    void nothingLandsOutsideATransaction() throws Exception {
        try (var orphan = repositories().prepare(LAB, order(Optional.empty(), write("a", "1")))) {
            assertThrows(IllegalStateException.class, orphan::land);
        }
    }

    @Test
    void refsMoveTogetherOrNotAtAll() throws Exception {
        var first = commit(Optional.empty(), write("a", "1"));
        var second = commit(Optional.of(first), write("a", "2"));
        var dev = RefName.branch("dev").orElseThrow();
        assertFalse(move(
                new RefMove(dev, Optional.empty(), Optional.of(second)),
                new RefMove(MAIN, Optional.of(first), Optional.of(second))));
        assertEquals(Map.of(MAIN, second), repositories().refs(LAB));
        assertTrue(move(
                new RefMove(dev, Optional.empty(), Optional.of(second)),
                new RefMove(MAIN, Optional.of(second), Optional.of(first))));
        assertEquals(Map.of(MAIN, first, dev, second), repositories().refs(LAB));
        assertFalse(move(new RefMove(dev, Optional.empty(), Optional.of(first))), "it is there already");
    }

    @Test
    void noRefIsAFolderOfAnother() throws Exception {
        var first = commit(Optional.empty(), write("a", "1"));
        assertTrue(create("topic/one", first));
        assertFalse(create("topic", first));
        assertFalse(create("topic/one/more", first));
        assertFalse(create("main/x", first));
        assertTrue(create("topic/two", first));
        assertTrue(create("topical", first));
        assertTrue(create("topic-x", first));
        var one = RefName.branch("topic/one").orElseThrow();
        var two = RefName.branch("topic/two").orElseThrow();
        assertTrue(
                move(
                        new RefMove(one, Optional.of(first), Optional.empty()),
                        new RefMove(two, Optional.of(first), Optional.empty()),
                        new RefMove(RefName.branch("topic").orElseThrow(), Optional.empty(), Optional.of(first))),
                "room is made in the same move");
        assertFalse(move(
                new RefMove(RefName.branch("x").orElseThrow(), Optional.empty(), Optional.of(first)),
                new RefMove(RefName.branch("x/y").orElseThrow(), Optional.empty(), Optional.of(first))));
    }

    @Test
    void manyCommittersOnOneBranchLoseNothing() throws Exception {
        commit(Optional.empty(), write("start", ""));
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var threads = IntStream.range(0, 10)
                .mapToObj(t -> Thread.ofVirtual().start(() -> {
                    try {
                        for (int i = 0; i < 5; i++) {
                            commitUntilItLands(write("by-%d/%d".formatted(t, i), "x"));
                        }
                    } catch (Exception | AssertionError e) {
                        failures.add(e);
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(failures));
        var head = repositories().resolve(LAB, "main").orElseThrow();
        assertEquals(51, repositories().countCommits(LAB, head));
        assertEquals(51 + 10, list(head, "", true, "", 100).size());
    }

    @Test
    void historyIsToldNewestFirst() throws Exception {
        var head = Optional.<GitOid>empty();
        var oids = new ArrayList<GitOid>();
        for (int i = 0; i < 7; i++) {
            head = Optional.of(commit(head, write("a", "" + i)));
            oids.add(head.get());
        }
        Collections.reverse(oids);
        var tip = oids.getFirst();
        assertEquals(
                oids,
                repositories().history(LAB, tip, 0, 100).stream()
                        .map(Commit::oid)
                        .toList());
        assertEquals(
                oids.subList(2, 5),
                repositories().history(LAB, tip, 2, 3).stream().map(Commit::oid).toList());
        assertEquals(List.of(), repositories().history(LAB, tip, 7, 3));
        assertEquals(7, repositories().countCommits(LAB, tip));
        var newest = repositories().history(LAB, tip, 0, 1).getFirst();
        assertEquals("Change it", newest.title());
        assertEquals("because\n\nit was due", newest.message());
        assertEquals("ada", newest.author());
        assertEquals(List.of(oids.get(1)), newest.parents());
    }

    @Test
    void eachPathKnowsTheCommitThatChangedItLast() throws Exception {
        var one = commit(Optional.empty(), write("a", "1"), write("b", "1"), write("d/x", "1"), write("d/y", "1"));
        var two = commit(Optional.of(one), write("d/x", "2"));
        var three = commit(Optional.of(two), write("b", "2"));
        var four = commit(Optional.of(three), new FileChange.Delete(new FilePath("a")));
        var five = commit(Optional.of(four), write("a", "1"));
        var paths = List.of("a", "b", "d", "d/x", "d/y", "absent", "no/such").stream()
                .map(FilePath::new)
                .toList();
        var last = repositories().lastCommits(LAB, five, paths);
        var found = new TreeMap<String, GitOid>();
        last.forEach((path, commit) -> found.put(path.text(), commit.oid()));
        assertEquals(Map.of("a", five, "b", three, "d", two, "d/x", two, "d/y", one), found);
    }

    @Test
    void aDiffShowsLinesNamesBinariesAndIsCutAtALine() throws Exception {
        var one = commit(Optional.empty(), write("notes.txt", "one\ntwo\nthree\n"));
        var bytes = new FileChange.Write(new FilePath("z.bin"), Bytes.copyOf(new byte[] {0, 1, 2, 0, -1}));
        var two = commit(Optional.of(one), write("notes.txt", "one\n2\nthree\n"), bytes);
        var diff = repositories().diff(LAB, two, 10_000, _ -> true);
        assertTrue(diff.text().contains("-two\n+2\n"), diff.text());
        assertTrue(diff.text().contains("z.bin") && diff.text().contains("Binary files"), diff.text());
        assertFalse(diff.cut());
        var cut = repositories().diff(LAB, two, 60, _ -> true);
        assertTrue(cut.cut() && cut.text().length() <= 60 && cut.text().endsWith("\n"), cut.text());
        assertTrue(repositories().diff(LAB, one, 10_000, _ -> true).text().contains("+one\n+two\n+three\n"));
    }

    @Test
    void aSquashKeepsTheTreeAndDropsTheHistory() throws Exception {
        var one = commit(Optional.empty(), write("a", "1"));
        var two = commit(Optional.of(one), write("b", "2"));
        try (var squash = repositories().prepareSquash(LAB, MAIN, two, "All in one", "ada")) {
            assertTrue(transactions().<Boolean, IOException>run(squash::land));
        }
        var head = repositories().resolve(LAB, "main").orElseThrow();
        assertEquals(1, repositories().countCommits(LAB, head));
        assertEquals(List.of("a", "b"), list(head, "", true, "", 10));
        assertEquals(Optional.empty(), repositories().resolve(LAB, two.hex()));
    }

    @Test
    void aCopyStandsOnItsOwn() throws Exception {
        var head = commit(Optional.empty(), write("a", "1"));
        tag("v1", head, "annotated");
        transactions().<Boolean, IOException>run(() -> {
            repositories().copy(LAB, FORK);
            return true;
        });
        assertEquals(repositories().refs(LAB), repositories().refs(FORK));
        transactions().<Boolean, IOException>run(() -> {
            repositories().delete(LAB);
            return true;
        });
        assertEquals(Map.of(), repositories().refs(LAB));
        assertEquals(Optional.empty(), repositories().resolve(LAB, head.hex()));
        var entry = repositories().find(FORK, head, new FilePath("a")).orElseThrow();
        try (var content = repositories().open(FORK, entry.oid())) {
            assertEquals("1", new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aFileOfOneRepositoryCannotBeReadThroughAnother() throws Exception {
        var head = commit(Optional.empty(), write("secret", "s"));
        var file = repositories().find(LAB, head, new FilePath("secret")).orElseThrow();
        assertEquals(Optional.empty(), repositories().resolve(FORK, head.hex()));
        assertThrows(
                IOException.class, () -> repositories().open(FORK, file.oid()).close());
    }

    private void commitUntilItLands(FileChange change) throws Exception {
        while (true) {
            var head = repositories().resolve(LAB, "main");
            try (var prepared = repositories().prepare(LAB, order(head, change))) {
                if (transactions().<Boolean, IOException>run(prepared::land)) {
                    return;
                }
            }
        }
    }

    private GitOid commit(Optional<GitOid> head, FileChange... changes) throws Exception {
        try (var prepared = repositories().prepare(LAB, order(head, changes))) {
            assertTrue(transactions().<Boolean, IOException>run(prepared::land));
            return prepared.oid();
        }
    }

    private GitOid tag(String name, GitOid commit, String message) throws Exception {
        var ref = RefName.tag(name).orElseThrow();
        try (var prepared = repositories().prepareTag(LAB, ref, commit, message, "ada")) {
            assertTrue(transactions().<Boolean, IOException>run(prepared::land));
            return prepared.oid();
        }
    }

    private PathConflict.Kind conflict(GitOid head, FileChange change) {
        return assertThrows(
                        PathConflict.class,
                        () -> repositories()
                                .prepare(LAB, order(Optional.of(head), change))
                                .close())
                .kind();
    }

    private boolean create(String branch, GitOid at) throws IOException {
        return move(new RefMove(RefName.branch(branch).orElseThrow(), Optional.empty(), Optional.of(at)));
    }

    private boolean move(RefMove... moves) throws IOException {
        return transactions().<Boolean, IOException>run(() -> repositories().move(LAB, List.of(moves)));
    }

    private Bytes read(GitOid commit, String path) throws IOException {
        var entry = repositories().find(LAB, commit, new FilePath(path)).orElseThrow();
        try (var content = repositories().open(LAB, entry.oid())) {
            return Bytes.copyOf(content.readAllBytes());
        }
    }

    private String text(GitOid commit, String path) throws IOException {
        return read(commit, path).utf8();
    }

    private List<String> list(GitOid commit, String folder, boolean recursive, String after, int limit)
            throws IOException {
        return repositories().list(LAB, commit, folder, recursive, after, limit).orElseThrow().stream()
                .map(entry -> entry.path().text())
                .toList();
    }

    private static CommitOrder order(Optional<GitOid> head, FileChange... changes) {
        return new CommitOrder(MAIN, head, List.of(changes), "Change it", "because\n\nit was due", "ada");
    }

    private static FileChange write(String path, String text) {
        return new FileChange.Write(new FilePath(path), Bytes.ofUtf8(text));
    }
}
