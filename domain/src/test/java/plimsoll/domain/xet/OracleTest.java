package plimsoll.domain.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;

/// Cuts and names beside what the ecosystem's own code says: `oracle.mjs` in the resources wrote `oracle.txt`.
class OracleTest {
    private static final int SCRIPT_LEAST_BYTES = 0;

    private final Hashing hashing = new Hashing(new ScalarBlake3());

    @Test
    void filesAreCutAndNamedAsTheRustClientDoes() throws IOException {
        for (var line : lines("rust", 3)) {
            assertEquals(line, told(line, Chunker.MIN_BYTES));
        }
    }

    @Test
    void filesOfTheScriptClientAreNamedAsItDoes() throws IOException {
        for (var line : lines("script", 3)) {
            assertEquals(line, told(line, SCRIPT_LEAST_BYTES));
        }
    }

    @Test
    void treesHaveTheSameRootWhateverTheirGroups() throws IOException {
        for (var line : lines("tree", 0)) {
            var words = line.split(" ", -1);
            int count = Integer.parseInt(words[1]);
            int pattern = Integer.parseInt(words[2]);
            var tree = hashing.tree();
            for (int i = 0; i < count; i++) {
                var name = XetInputs.noise(1000L * count + i, XetHash.BYTES);
                name[24] = (byte) ((name[24] & 0xFC) | ((pattern >> (i % 9) & 1) == 1 ? 0 : 1));
                tree.add(XetHash.of(name, 0), i % 7 == 3 ? (1L << 40) + i : 1000L * i);
            }
            assertEquals(words[3], tree.root().toString(), line);
        }
    }

    @Test
    void namesUnderAKeyAreTheSame() throws IOException {
        for (var line : lines("keyed", 0)) {
            var words = line.split(" ", -1);
            var name = XetHash.of(XetInputs.noise(Long.parseLong(words[1]), XetHash.BYTES), 0);
            var key = Blake3Key.of(XetInputs.noise(Long.parseLong(words[2]), Blake3.KEY_BYTES));
            assertEquals(words[3], hashing.keyed(key, name).toString(), line);
        }
    }

    private String told(String line, int leastBytes) {
        var words = line.split(" ", -1);
        var bytes = XetInputs.of(words[0], Long.parseLong(words[1]), Integer.parseInt(words[2]));
        var chunker = new Chunker(leastBytes);
        var sizes = new ArrayList<Integer>();
        var names = new ArrayList<XetHash>();
        var tree = hashing.tree();
        for (int at = 0; at < bytes.length; ) {
            int cut = chunker.cut(bytes, at, bytes.length);
            int end = cut < 0 ? bytes.length : cut;
            sizes.add(end - at);
            names.add(hashing.chunk(bytes, at, end - at));
            tree.add(names.getLast(), end - at);
            at = end;
        }
        var root = tree.root();
        var lengths = sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
        return String.join(
                " ",
                words[0],
                words[1],
                words[2],
                words[3],
                String.valueOf(sizes.size()),
                Sha256.ofUtf8(lengths).hex(),
                root.toString(),
                hashing.file(root).toString(),
                hashing.verification(names).toString());
    }

    private static List<String> lines(String word, int at) throws IOException {
        try (var text = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(OracleTest.class.getResourceAsStream("oracle.txt")),
                StandardCharsets.US_ASCII))) {
            var lines = text.lines()
                    .filter(line -> {
                        var words = line.split(" ", -1);
                        return words.length > at && words[at].equals(word);
                    })
                    .toList();
            assertTrue(lines.size() >= 8, () -> "the oracle says little of " + word);
            return lines;
        }
    }
}
