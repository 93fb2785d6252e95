package plimsoll.domain.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitIgnoreTest {
    private static final GitIgnore RULES = GitIgnore.parse("""
            # what editors leave
            *.swp
            /only-here
            build/
            logs/**/*.txt
            !logs/keep.txt
            [Tt]mp?
            \\#odd
            """);

    @ParameterizedTest
    @CsvSource({
        "a.swp, true",
        "deep/a.swp, true",
        "only-here, true",
        "deep/only-here, false",
        "build/x/y, true",
        "a/build/x, true",
        "build, false",
        "logs/a.txt, true",
        "logs/a/b/c.txt, true",
        "logs/keep.txt, false",
        "Tmp1, true",
        "tmp, false",
        "#odd, true",
        "README.md, false",
    })
    void ignoresWhatGitWould(String path, boolean ignored) {
        assertEquals(ignored, RULES.ignores(new FilePath(path)));
    }

    @Test
    void hostilePatternsTakeNoTime() {
        var stars = GitIgnore.parse("*a".repeat(1_000) + "b\n" + "**/".repeat(1_000) + "b");
        var path = new FilePath("a/".repeat(200) + "a".repeat(200));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertFalse(stars.ignores(path)));
    }
}
