package plimsoll.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class DiffTextTest {
    @Test
    void eachFileIsReadWithItsLines() {
        var files = DiffText.files("""
                diff --git a/READ ME.md b/READ ME.md
                index 1111111..2222222 100644
                --- a/READ ME.md
                +++ b/READ ME.md
                @@ -1,2 +1,2 @@
                 same
                --- a line that began with two dashes
                +new
                diff --git a/new.txt b/new.txt
                new file mode 100644
                --- /dev/null
                +++ b/new.txt
                @@ -0,0 +1 @@
                +x
                diff --git a/old.txt b/renamed.txt
                rename from old.txt
                rename to renamed.txt
                """, path -> "/b/" + path);
        assertEquals("READ ME.md", files.get(0).path());
        assertEquals("/b/READ ME.md", files.get(0).url());
        assertEquals("changed", files.get(0).what());
        assertEquals("added", files.get(1).what());
        assertEquals("renamed.txt", files.get(2).path());
        assertEquals("renamed from old.txt", files.get(2).what());
        assertEquals(2, DiffText.count(files, "added"));
        assertEquals(1, DiffText.count(files, "removed"));
    }

    @Test
    void pathsThatGitQuotesAreReadAsTheyAre() {
        var files = DiffText.files("""
                diff --git "a/M\\303\\244rchen \\"1\\".txt" "b/M\\303\\244rchen \\"1\\".txt"
                index 1111111..2222222 100644
                diff --git a/plain.txt "b/F\\303\\274chse\\t.txt"
                rename from plain.txt
                rename to "F\\303\\274chse\\t.txt"
                """, path -> path);
        assertEquals("Märchen \"1\".txt", files.get(0).path());
        assertEquals("Füchse\t.txt", files.get(1).path());
    }
}
