package plimsoll.domain.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;

/// What the specification and the tests of xet-core print.
class HashingTest {
    private final Hashing hashing = new Hashing(new ScalarBlake3());

    @Test
    void theGearTableIsTheOneThatClientsUse() throws NoSuchAlgorithmException {
        var bytes = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : GearTable.values()) {
            bytes.putLong(value);
        }
        assertEquals(
                "e1d3936666d7ae7a977c958e9afcc75f90aaca758ce5fbe4ece61dffefe1912c",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())));
    }

    @Test
    void theTextFormTurnsEveryEightBytesRound() {
        var bytes = new byte[XetHash.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        var hash = XetHash.of(bytes, 0);
        assertEquals("07060504030201000f0e0d0c0b0a090817161514131211101f1e1d1c1b1a1918", hash.toString());
        assertEquals(Optional.of(hash), XetHash.parse(hash.toString()));
        assertEquals(hash, XetHash.of(hash.toBytes(), 0));
        assertEquals(hash, XetHash.printedAs(new Sha256(hash.toString())));
    }

    @Test
    void nothingButSixtyFourLowerCaseDigitsIsAHash() {
        var digits = "0123456789abcdef".repeat(4);
        for (var text : List.of("", digits.substring(1), digits + "0", digits.toUpperCase(Locale.ROOT))) {
            assertEquals(Optional.empty(), XetHash.parse(text));
        }
    }

    @Test
    void helloWorldHasItsNames() {
        var hello = "hello world".getBytes(StandardCharsets.US_ASCII);
        var chunk = hashing.chunk(hello, 0, hello.length);
        assertEquals("4e39378b9d359f118190557a1f44130219a54e5fcfa07bd96cf50b466fe651b1", chunk.toString());
        assertEquals(
                "f15edd43b7e85cfd25e2758ffe13b99fdd09dfa817e8d9f6548722a7a126db7f",
                hashing.file(chunk).toString());
        assertEquals(
                "22ef2fdcff5cea306e42ad7e15ed8a0c5e789e7d2ec34658c10d2758946847da",
                hashing.verification(List.of(chunk)).toString());
    }

    @Test
    void aTreeOfOneIsItsOnlyChunkAndATreeOfNoneIsZero() {
        var name = XetHash.parse("cfc5d07f6f03c29bbf424132963fe08d19a37d5757aaf520bf08119f05cd56d6")
                .orElseThrow();
        var tree = hashing.tree();
        tree.add(name, 100);
        assertEquals(name, tree.root());
        assertEquals(
                "8e16257caa3fe079d484d872a8975264b2ff683b0d6db9028cc7c0f968a45661",
                hashing.file(name).toString());
        assertEquals(XetHash.ZERO, hashing.tree().root());
        assertEquals(XetHash.ZERO, hashing.file(XetHash.ZERO));
    }

    @Test
    void aMillionBytesOfNoiseAreCutWhereTheRustClientCutsThem() throws IOException {
        var noise = XetInputs.noise(0, 1_000_000);
        var expected = List.of(
                84493, 134421, 144853, 243318, 271793, 336457, 467529, 494581, 582000, 596735, 616815, 653164, 678202,
                724510, 815591, 827760, 958832, 991092, 1000000);
        assertEquals(expected, ends(new ByteArrayInputStream(noise)));
        assertEquals(expected, ends(new Dripping(noise)));
    }

    @Test
    void whatMatchesNowhereIsCutAtTheLargestSize() throws IOException {
        assertEquals(
                List.of(131072, 262144, 393216, 524288, 655360, 786432, 917504, 1000000),
                ends(new ByteArrayInputStream(new byte[1_000_000])));
        assertEquals(List.of(131072, 262144), ends(new ByteArrayInputStream(new byte[262144])));
        assertFalse(new ChunkReader(InputStream.nullInputStream()).next());
    }

    /// Where a read ends says nothing about the file.
    @Test
    void piecesOfAnySizeAreCutAlike() {
        var bytes = XetInputs.of("cuts", 1, 100_000);
        for (int step : new int[] {1, 63, 64, 8127, 8128, 8191, 8192, 8193}) {
            assertEquals(cuts(bytes, bytes.length), cuts(bytes, step), "in pieces of " + step);
        }
    }

    @Test
    void theFirstChunkIsNamedAsEachKindOfClientCutsIt() {
        int different = 0;
        for (int seed = 0; seed < 40; seed++) {
            var start = XetInputs.noise(seed, Chunker.MAX_BYTES);
            int rust = cuts(start, start.length).getFirst();
            int javaScript = Chunker.ofJavaScript().cut(start, 0, start.length);
            assertTrue(javaScript <= rust);
            var names = new HashSet<>(List.of(hashing.chunk(start, 0, rust), hashing.chunk(start, 0, javaScript)));
            assertEquals(names, hashing.firstChunks(start), "noise " + seed);
            different += names.size() - 1;
        }
        assertTrue(different > 0, "no start was cut in two ways");
        assertEquals(Set.of(hashing.chunk(new byte[] {7}, 0, 1)), hashing.firstChunks(new byte[] {7}));
        assertEquals(Set.of(), hashing.firstChunks(new byte[0]));
    }

    @Test
    void aKeyHasThirtyTwoBytes() {
        assertThrows(IllegalArgumentException.class, () -> Blake3Key.of(new byte[31]));
    }

    private static List<Integer> cuts(byte[] bytes, int step) {
        var chunker = new Chunker();
        var cuts = new ArrayList<Integer>();
        for (int at = 0, to = step; at < bytes.length; ) {
            int cut = chunker.cut(bytes, at, Math.min(to, bytes.length));
            if (cut >= 0) {
                cuts.add(cut);
                at = cut;
            } else {
                at = Math.min(to, bytes.length);
                to = at + step;
            }
        }
        return cuts;
    }

    private static List<Integer> ends(InputStream bytes) throws IOException {
        var chunks = new ChunkReader(bytes);
        var ends = new ArrayList<Integer>();
        int end = 0;
        while (chunks.next()) {
            end += chunks.sizeBytes();
            ends.add(end);
        }
        return ends;
    }

    /// Gives a byte or two at a time, as sockets may.
    private static final class Dripping extends InputStream {
        private final byte[] bytes;
        private int at;

        Dripping(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] to, int from, int most) {
            int count = Math.min(Math.min(most, 999), bytes.length - at);
            System.arraycopy(bytes, at, to, from, count);
            at += count;
            return count == 0 && most > 0 ? -1 : count;
        }
    }
}
