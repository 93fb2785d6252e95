package plimsoll.backends.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import plimsoll.domain.xet.Blake3;
import plimsoll.domain.xet.Blake3Kernel;
import plimsoll.domain.xet.Blake3Key;
import plimsoll.domain.xet.ScalarBlake3;

/// Vectors and the scalar twin give the same hash, whatever is left over at the end of leaves and lanes.
class VectorBlake3Test {
    private final Blake3Kernel fastest = Kernels.fastest();
    private final Blake3 vector = new Blake3(fastest);
    private final Blake3 scalar = new Blake3(new ScalarBlake3());

    @Test
    void vectorsAreTheFastest() {
        assertTrue(fastest.description().startsWith("vectors of"), fastest.description());
    }

    @Test
    void bothWaysGiveTheSameHash() {
        var random = new Random(8);
        var bytes = new byte[160 * 1024];
        random.nextBytes(bytes);
        var keyBytes = new byte[Blake3.KEY_BYTES];
        random.nextBytes(keyBytes);
        var key = Blake3Key.of(keyBytes);
        for (int leaves = 0; leaves < 70; leaves++) {
            for (int rest : new int[] {0, 1, 63, 64, 65, 1023}) {
                assertSame(key, bytes, random.nextInt(9), leaves * 1024 + rest);
            }
        }
        for (int n = 0; n < 500; n++) {
            assertSame(key, bytes, random.nextInt(1000), random.nextInt(131073));
        }
    }

    private void assertSame(Blake3Key key, byte[] bytes, int from, int sizeBytes) {
        assertEquals(
                scalar.hash(key, bytes, from, sizeBytes),
                vector.hash(key, bytes, from, sizeBytes),
                () -> sizeBytes + " bytes from " + from);
    }
}
