package plimsoll.domain.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b/c.bin",
                "ü ñ/文件 #1?.txt",
                ".gitattributes",
                ".github/x",
                "git~10",
                "a.git",
                "...",
                "-x",
                "a:b",
                ".cache/other",
                "%2F",
                "🦈.png"
            })
    void ordinaryAndStrangeNamesAreFine(String text) {
        assertEquals(text, new FilePath(text).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/../b",
                "a/./b",
                ".git",
                "a/.GIT/config",
                ".gIt",
                "git~1",
                "GIT~1/x",
                ".git.",
                ".git ",
                ".git::$INDEX_ALLOCATION",
                ".g\u200cit",
                "\ufeff.git",
                "a\\b",
                "a\u0000b",
                "a\nb",
                "a\u007f",
                ".cache/huggingface/x",
                "\ud800"
            })
    void whatNoClientMayWriteIsRefusedWithAReason(String text) {
        assertTrue(FilePath.parse(text).isEmpty());
        assertTrue(FilePath.objection(text).orElseThrow().endsWith("."), FilePath.objection(text)::toString);
        assertThrows(IllegalArgumentException.class, () -> new FilePath(text));
    }

    @Test
    void segmentsAndPathsHaveALength() {
        assertTrue(FilePath.parse("a".repeat(255)).isPresent());
        assertTrue(FilePath.parse("a".repeat(256)).isEmpty());
        assertTrue(FilePath.parse("é".repeat(128)).isEmpty());
        assertTrue(FilePath.parse(("a".repeat(99) + "/").repeat(41) + "b").isEmpty());
    }

    @Test
    void aPathKnowsItsFolder() {
        assertEquals("a/b", new FilePath("a/b/c").folder());
        assertEquals("", new FilePath("c").folder());
        assertEquals("c", new FilePath("a/b/c").fileName());
        assertTrue(new FilePath("a/b").isBelow(new FilePath("a")));
        assertTrue(!new FilePath("ab").isBelow(new FilePath("a")));
    }

    @Test
    void noStringBreaksTheRules() {
        var random = new Random(11);
        var pieces = new String[] {"/", ".", "..", ".git", "~1", "\u200d", "a", "é", "\\", "\u0001", ":", " "};
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            var path = FilePath.parse(text.toString());
            path.ifPresent(p -> {
                for (var segment : p.text().split("/", -1)) {
                    assertTrue(
                            !segment.isEmpty() && !segment.equals("..") && !segment.equalsIgnoreCase(".git"),
                            () -> "seed 11: " + p);
                }
            });
        }
    }
}
