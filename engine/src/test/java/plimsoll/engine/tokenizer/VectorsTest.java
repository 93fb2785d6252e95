package plimsoll.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import plimsoll.engine.fixtures.ForeignFiles;

/// The ids that llama.cpp records for 46 odd texts, for every vocabulary that can be found: all of them, exactly.
class VectorsTest {
    @TestFactory
    Stream<DynamicTest> everyTextHasTheRecordedIds() {
        var files = ForeignFiles.vocabularies().toList();
        assumeFalse(files.isEmpty(), "skipped: no vocabularies with vectors");
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> assertVectors(file)));
    }

    private static void assertVectors(Path file) throws Exception {
        var tokenizer = Vocabularies.open(file);
        var texts = List.of(Files.readString(Path.of(file + ".inp")).split("\n__ggml_vocab_test__\n", -1));
        var lines = Files.readAllLines(Path.of(file + ".out"));
        assertEquals(
                lines.stream().map(String::strip).collect(Collectors.joining("\n")),
                IntStream.range(0, lines.size())
                        .mapToObj(i -> tokenizer.encode(texts.get(i), Specials.TEXT))
                        .map(ids ->
                                Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("\n")));
    }
}
