package plimsoll.weights.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that pyarrow wrote (`make.py` beside them).
class ParquetFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "v2", "delta"})
    void readsEveryValueHoweverItIsEncodedAndCompressed(String name) throws IOException {
        var plain = ParquetFiles.values(ParquetFiles.bytes("none"));
        assertEquals(plain, ParquetFiles.values(ParquetFiles.bytes(name)), name);
    }

    @Test
    void knowsColumnsRowsAndNestedValues() throws IOException {
        var file = ParquetFile.open(ParquetFiles.channel(ParquetFiles.bytes("none")));
        assertEquals(
                List.of("text", "kind", "number", "small", "score", "mails", "person.name", "person.raw"),
                file.columns().stream().map(ParquetColumn::name).toList());
        assertTrue(file.columns().get(5).text());
        assertTrue(!file.columns().get(7).text());
        assertEquals(List.of(120L, 120L, 60L), List.of(file.rows(0), file.rows(1), file.rows(2)));
        var values = ParquetFiles.values(ParquetFiles.bytes("none"));
        assertTrue(values.contains("mails 299 a299@acme.com"), "the list of the last row");
        assertTrue(values.contains("mails 299 b299@acme.com"));
        assertTrue(values.contains("number 17 4007070753690798"));
        assertTrue(values.contains("person.name 121 name 121"));
        assertTrue(values.stream().noneMatch(value -> value.startsWith("text 14 ")), "which is null");
    }

    @Test
    void saysWhatItDoesNotRead() {
        var refused = assertThrows(MalformedParquet.class, () -> ParquetFiles.values(ParquetFiles.bytes("brotli")));
        assertEquals("it is compressed by Brotli, which is not read here", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "gzip", "zstd", "v2", "delta"})
    void aFileThatIsCutOffIsRefused(String name) throws IOException {
        var bytes = ParquetFiles.bytes(name);
        for (int length = 0; length < bytes.length; length += 97) {
            int some = length;
            assertThrows(IOException.class, () -> ParquetFiles.values(java.util.Arrays.copyOf(bytes, some)));
        }
    }
}
