package plimsoll.weights.parquet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are not what they say end in a refusal and nothing else, in bounded memory.
class ParquetFileFuzz {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        readOrRefused(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "gzip", "zstd", "v2", "delta"})
    void aChangedFileIsReadOrRefused(String name) throws IOException {
        var bytes = ParquetFiles.bytes(name);
        for (long seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var changed = bytes.clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                // The footer at the end is where most can go wrong.
                int at = random.nextBoolean() ? random.nextInt(bytes.length) : bytes.length - 1 - random.nextInt(3000);
                changed[at] = (byte) random.nextInt(256);
            }
            readOrRefused(changed);
        }
    }

    private static void readOrRefused(byte[] bytes) {
        try {
            ParquetFiles.values(bytes);
        } catch (IOException refused) {
            assertTrue(refused.getMessage() != null, refused.toString());
        }
    }
}
