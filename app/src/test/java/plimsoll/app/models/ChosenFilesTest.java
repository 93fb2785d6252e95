package plimsoll.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.app.models.NotFetched.Kind;

class ChosenFilesTest {
    @Test
    void theUsualTypeIsTakenWhenNoneIsNamed() throws Exception {
        assertEquals(List.of("m-Q4_K_M.gguf"), chosen("", "m-F16.gguf", "m-Q4_K_M.gguf", "m-Q8_0.gguf", "README.md"));
        assertEquals(List.of("only.gguf"), chosen("", "only.gguf", "config.json"));
    }

    @Test
    void aTypeIsFoundAsAWholeWord() throws Exception {
        assertEquals(List.of("m-Q4_0.gguf"), chosen("q4_0", "m-IQ4_0.gguf", "m-Q4_0.gguf", "m-Q4_0_4_4.gguf"));
    }

    @Test
    void aSplitModelComesWhole() throws Exception {
        var parts = List.of("q8/m-Q8_0-00001-of-00002.gguf", "q8/m-Q8_0-00002-of-00002.gguf");
        assertEquals(parts, chosen("Q8_0", parts.get(1), "m-F16.gguf", parts.get(0)));
        assertEquals(parts, chosen(parts.get(0), parts.get(1), "m-F16.gguf", parts.get(0)));
    }

    @Test
    void withoutGgufTheFolderComes() throws Exception {
        assertEquals(
                List.of("config.json", "tokenizer.json", "model.safetensors"),
                chosen("", "model.safetensors", "config.json", "tokenizer.json", "pytorch_model.bin", "x/config.json"));
    }

    @Test
    void theRootComesBeforeFolders() throws Exception {
        assertEquals(List.of("a-Q8_0.gguf"), chosen("", "intermediate/a-Q8_0.gguf", "a-Q8_0.gguf"));
        assertEquals(List.of("a-Q8_0.gguf"), chosen("Q8_0", "intermediate/a-Q8_0.gguf", "a-Q8_0.gguf"));
        assertEquals(List.of("old/a.gguf"), chosen("old/a.gguf", "a.gguf", "old/a.gguf"));
    }

    @Test
    void whatIsUnclearIsSaid() {
        var several = assertThrows(NotFetched.class, () -> chosen("", "a-Q2_K.gguf", "b-Q3_K.gguf"));
        assertEquals(Kind.UNCLEAR, several.kind());
        assertTrue(String.valueOf(several.getMessage()).contains("a-Q2_K.gguf, b-Q3_K.gguf"), several.getMessage());
        assertEquals(
                Kind.NOT_FOUND,
                assertThrows(NotFetched.class, () -> chosen("Q5_1", "a-Q2_K.gguf"))
                        .kind());
        assertEquals(
                Kind.NOT_FOUND,
                assertThrows(NotFetched.class, () -> chosen("", "model.safetensors"))
                        .kind());
    }

    private static List<String> chosen(String wanted, String... paths) throws NotFetched {
        var entries =
                Arrays.stream(paths).map(path -> new Entry(path, 1, "", "")).toList();
        return ChosenFiles.of(entries, wanted).stream().map(Entry::path).toList();
    }
}
