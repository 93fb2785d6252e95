package plimsoll.domain.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"lab/m", "Qwen/Qwen2.5-0.5B", "a/_x_", "lab-1/a.b-c_d", "0/1"})
    void repositoryNamesTheEcosystemUsesAreNames(String text) {
        assertEquals(text, RepoName.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m",
                "/m",
                "lab/",
                "a/b/c",
                "lab/..",
                "lab/a--b",
                "lab/a..b",
                "lab/x.git",
                "lab/-x",
                "lab/x-",
                "lab/.x",
                "lab/x.",
                "lab/a b",
                "lab/é",
                "-lab/m",
                "lab./m",
                "lab/m\n"
            })
    void whatClientsRefuseIsNoName(String text) {
        assertTrue(RepoName.parse(text).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/heads/main", "refs/heads/a/b", "refs/tags/v1.0", "refs/pr/3", "refs/heads/ü"})
    void refsGitTakesAreRefs(String text) {
        assertEquals(text, new RefName(text).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "refs/heads/",
                "refs/notes/x",
                "refs/heads/a..b",
                "refs/heads/.a",
                "refs/heads/a.lock",
                "refs/heads/a b",
                "refs/heads/a~1",
                "refs/heads/@",
                "refs/heads/a@{0}",
                "refs/heads/a//b",
                "refs/heads/a/",
                "refs/heads/-a",
                "refs/heads/a.",
                "refs/heads/a\u0001",
                "refs/heads/a[b"
            })
    void whatGitRefusesIsNoRef(String text) {
        assertTrue(!RefName.isRefName(text));
    }
}
