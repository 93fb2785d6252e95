package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.fixtures.HeldCommit;
import plimsoll.hub.fixtures.Story;

final class SortFilesTest {
    private static final GitOid ROOT = Story.commit(1);
    private static final GitOid LATER = Story.commit(2);
    private static final GitOid BELOW = Story.commit(3);

    private final SortFiles sorting = new SortFiles();
    private final Map<GitOid, List<Entry>> folders = new HashMap<>();

    @Test
    void theSameFolderIsSomethingElseElsewhere() throws IOException {
        folders.put(BELOW, List.of(file("part", 5)));
        folders.put(ROOT, List.of(folder("data", BELOW), folder("other", BELOW)));
        var sorted = sorted(ROOT, FileRules.NONE);
        assertEquals(Set.of(Component.TRAINING_DATA, Component.WEIGHTS), sorted.components());
        assertEquals(5, sorted.weightBytes());
    }

    @Test
    void thePublishersRulesComeFirstAndReadableWeightsCountWhateverTheySay() throws IOException {
        folders.put(ROOT, List.of(file("model.safetensors", 7), file("more.bin", 11)));
        assertEquals(18, sorted(ROOT, FileRules.NONE).weightBytes());
        var rules = new FileRules(List.of(new FileRules.Own("*", Component.TRAINING_DATA)));
        assertEquals(new SortFiles.Sorted(Set.of(Component.TRAINING_DATA), 7, Optional.empty()), sorted(ROOT, rules));
    }

    @Test
    void theDigestIsOfNamesAndContentsOfWhatItIsAboutAlone() throws IOException {
        folders.put(ROOT, List.of(file("model.safetensors", 7), file("README.md", 2)));
        var before = sorted(ROOT, FileRules.NONE).digest();
        folders.put(LATER, List.of(file("model.safetensors", 7), file("README.md", 9), file("card.md", 1)));
        assertEquals(before, sorted(LATER, FileRules.NONE).digest());
        folders.put(BELOW, List.of(file("other.safetensors", 7)));
        assertNotEquals(before, sorted(BELOW, FileRules.NONE).digest());
    }

    @Test
    void whatACommitLeftAloneIsNotLookedAtAgain() throws IOException {
        folders.put(BELOW, List.of(file("a.bin", 2)));
        folders.put(ROOT, List.of(folder("parts", BELOW)));
        sorted(ROOT, FileRules.NONE);
        folders.remove(BELOW);
        folders.put(LATER, List.of(folder("parts", BELOW), file("b.bin", 3)));
        assertEquals(5, sorted(LATER, FileRules.NONE).weightBytes());
    }

    private SortFiles.Sorted sorted(GitOid commit, FileRules rules) throws IOException {
        return sorting.of(new HeldCommit(commit, folders), RepoKind.MODEL, rules);
    }

    private static Entry file(String name, long sizeBytes) {
        return new Entry.SmallFile(new FilePath(name), Story.commit(8), sizeBytes);
    }

    private static Entry folder(String name, GitOid tree) {
        return new Entry.Folder(new FilePath(name), tree);
    }
}
