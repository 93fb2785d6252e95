package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.fixtures.HeldCommit;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.hub.fixtures.Story;

final class SumFilesTest {
    private static final GitOid BEFORE = Story.commit(1);
    private static final GitOid AFTER = Story.commit(2);
    private static final GitOid BELOW = Story.commit(3);

    private final SumFiles sums = new SumFiles();
    private final Map<GitOid, List<Entry>> folders = new HashMap<>();

    @Test
    void foldersAddUp() throws IOException {
        folders.put(AFTER, List.of(folder("data", BELOW), file("README.md")));
        var weights = new Entry.LargeFile(
                new FilePath("model.safetensors"), Story.commit(9), 130, LargeFileRoom.pointer("weights"));
        folders.put(BELOW, List.of(file("rows.csv"), weights));
        var sum = sums.of(new HeldCommit(AFTER, folders));
        assertEquals(3, sum.files());
        assertEquals(2 + LargeFileRoom.pointer("weights").sizeBytes(), sum.sizeBytes());
        assertEquals(Set.of("csv", "safetensors"), sum.formats());
        assertEquals(
                List.of("data/model.safetensors"),
                sum.weights().stream().map(each -> each.path().text()).toList());
    }

    @Test
    void whatACommitLeftAloneIsNotLookedAtAgain() throws IOException {
        folders.put(BELOW, files(3));
        folders.put(BEFORE, List.of(folder("data", BELOW)));
        sums.of(new HeldCommit(BEFORE, folders));
        folders.remove(BELOW);
        folders.put(AFTER, List.of(folder("data", BELOW), file("new.txt")));
        assertEquals(4, sums.of(new HeldCommit(AFTER, folders)).files());
    }

    @Test
    void aFolderHasItsLimit() throws IOException {
        folders.put(AFTER, List.of(folder("data", BELOW)));
        folders.put(BELOW, files(SumFiles.MOST_ENTRIES));
        assertEquals(Optional.empty(), objection());
        var other = new SumFiles();
        folders.put(BELOW, files(SumFiles.MOST_ENTRIES + 1));
        var said = other.objection(List.of(move()), commit -> new HeldCommit(commit, folders))
                .orElseThrow();
        assertTrue(said.contains("'/data' would have 10001"), said);
    }

    @Test
    void aRepositoryHasItsLimit() throws IOException {
        folders.put(BELOW, files(SumFiles.MOST_ENTRIES));
        var tens =
                IntStream.range(0, 10).mapToObj(n -> folder("part" + n, BELOW)).toList();
        folders.put(BEFORE, tens);
        var more = new ArrayList<>(tens);
        more.add(file("one.txt"));
        folders.put(AFTER, more);
        var said = objection().orElseThrow();
        assertTrue(said.contains("at most 100000 files; this would make it 100001"), said);
    }

    @Test
    void whatIsBeyondALimitAlreadyMayComeDown() throws IOException {
        folders.put(BEFORE, files(SumFiles.MOST_ENTRIES + 2));
        folders.put(AFTER, files(SumFiles.MOST_ENTRIES + 1));
        assertEquals(Optional.empty(), objection());
    }

    private Optional<String> objection() throws IOException {
        return sums.objection(List.of(move()), commit -> new HeldCommit(commit, folders));
    }

    private static RefMove move() {
        return new RefMove(RefName.MAIN, Optional.of(BEFORE), Optional.of(AFTER));
    }

    private static List<Entry> files(int count) {
        return IntStream.range(0, count).mapToObj(n -> file(n + ".txt")).toList();
    }

    private static Entry file(String name) {
        return new Entry.SmallFile(new FilePath(name), Story.commit(8), 1);
    }

    private static Entry folder(String name, GitOid tree) {
        return new Entry.Folder(new FilePath(name), tree);
    }
}
