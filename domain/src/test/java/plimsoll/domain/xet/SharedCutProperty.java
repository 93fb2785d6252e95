package plimsoll.domain.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a file has in common with others and with itself, its terms name its chunks one after the other, and
/// what is kept is what the new xorbs are made of.
final class SharedCutProperty {
    private static final int CASES = 300;
    private static final int KIB = 1024;
    private static final Hashing HASHING = new Hashing(new ScalarBlake3());

    private final Random random = new Random(51);
    private final Map<XetHash, List<XetHash>> xorbs = new HashMap<>();
    private final Map<XetHash, Integer> sizes = new HashMap<>();

    @Test
    void theTermsAreTheFile() {
        for (int round = 0; round < CASES; round++) {
            xorbs.clear();
            var known = new KnownChunks();
            for (int i = random.nextInt(4); i > 0; i--) {
                var xorb = new XetHash(i, 1, 1, round);
                var chunks = chunks(1 + random.nextInt(60));
                xorbs.put(xorb, chunks);
                int first = random.nextInt(chunks.size());
                known.add(xorb, first, chunks.subList(first, chunks.size()));
            }
            var file = file();
            check(file, SharedCut.of(file, file.stream().map(sizes::get).toList(), known, HASHING));
        }
    }

    private void check(List<XetHash> file, SharedCut cut) {
        cut.xorbs().forEach(xorb -> xorbs.put(xorb.name(), xorb.chunks()));
        var made = new ArrayList<XetHash>();
        for (var term : cut.terms()) {
            var part = xorbs.getOrDefault(term.xorb(), List.of()).subList(term.start(), term.end());
            assertEquals(bytes(part), term.rawBytes());
            made.addAll(part);
        }
        assertEquals(file, made);
        assertEquals(
                cut.xorbs().stream().mapToLong(NewXorb::sizeBytes).sum(),
                cut.kept().stream().mapToLong(SharedCut.Stretch::sizeBytes).sum());
        assertEquals(
                bytes(file),
                cut.savedBytes()
                        + cut.kept().stream()
                                .mapToLong(SharedCut.Stretch::sizeBytes)
                                .sum());
        assertEquals(
                cut.xorbs().stream().flatMap(xorb -> xorb.chunks().stream()).toList(), kept(file, cut.kept()));
        for (var xorb : cut.xorbs()) {
            var tree = HASHING.tree();
            xorb.chunks().forEach(chunk -> tree.add(chunk, size(chunk)));
            assertEquals(tree.root(), xorb.name());
        }
    }

    /// The chunks that lie in these stretches, each of which begins and ends with one.
    private List<XetHash> kept(List<XetHash> file, List<SharedCut.Stretch> stretches) {
        var kept = new ArrayList<XetHash>();
        long at = 0;
        int next = 0;
        for (var chunk : file) {
            if (next < stretches.size() && at >= stretches.get(next).from()) {
                kept.add(chunk);
                long end = stretches.get(next).from() + stretches.get(next).sizeBytes();
                assertTrue(at + size(chunk) <= end, "a stretch ends within a chunk");
                next += at + size(chunk) == end ? 1 : 0;
            }
            at += size(chunk);
        }
        assertEquals(stretches.size(), next);
        return kept;
    }

    @Test
    void aFileThatSavesAnEighthPays() {
        var common = List.of(named(128 * KIB));
        var file = new ArrayList<>(common);
        for (int i = 0; i < 7; i++) {
            file.add(named(128 * KIB));
        }
        var enough = SharedCut.of(file, file.stream().map(sizes::get).toList(), knowing(common), HASHING);
        assertEquals(128 * KIB, enough.savedBytes());
        assertEquals(
                new Term(new XetHash(1, 1, 1, 1), 5, 6, 128 * KIB),
                enough.terms().getFirst());
        assertTrue(enough.pays());
        file.add(named(128 * KIB));
        assertFalse(SharedCut.of(file, file.stream().map(sizes::get).toList(), knowing(common), HASHING)
                .pays());
    }

    private static KnownChunks knowing(List<XetHash> chunks) {
        var known = new KnownChunks();
        known.add(new XetHash(1, 1, 1, 1), 5, chunks);
        return known;
    }

    @Test
    void shortRunsAreKeptAgain() {
        var common = named(64 * KIB);
        var file = List.of(named(8 * KIB), common, named(8 * KIB));
        var cut = SharedCut.of(file, file.stream().map(sizes::get).toList(), knowing(List.of(common)), HASHING);
        assertEquals(0, cut.savedBytes());
        assertFalse(cut.pays());
        assertEquals(List.of(new SharedCut.Stretch(0, 80 * KIB)), cut.kept());
        assertEquals(1, cut.terms().size());
    }

    @Test
    void whatAFileRepeatsIsKeptOnce() {
        var zeros = named(128 * KIB);
        var file = new ArrayList<XetHash>();
        for (int i = 0; i < 100; i++) {
            file.add(zeros);
        }
        var cut = SharedCut.of(file, file.stream().map(sizes::get).toList(), new KnownChunks(), HASHING);
        assertEquals(List.of(new SharedCut.Stretch(0, 128 * KIB)), cut.kept());
        assertEquals(100, cut.terms().size());
        assertTrue(cut.pays());
    }

    // New chunks, stretches of known xorbs, and stretches of itself.
    private List<XetHash> file() {
        var file = new ArrayList<XetHash>();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            var sources = new ArrayList<>(xorbs.values());
            sources.add(List.copyOf(file));
            var source = sources.get(random.nextInt(sources.size()));
            if (random.nextBoolean() || source.isEmpty()) {
                file.addAll(chunks(1 + random.nextInt(20)));
            } else {
                int first = random.nextInt(source.size());
                file.addAll(source.subList(first, first + 1 + random.nextInt(source.size() - first)));
            }
        }
        return file;
    }

    private List<XetHash> chunks(int count) {
        var chunks = new ArrayList<XetHash>();
        for (int i = 0; i < count; i++) {
            chunks.add(named((8 + random.nextInt(121)) * KIB));
        }
        return chunks;
    }

    private XetHash named(int size) {
        var name = new XetHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        sizes.put(name, size);
        return name;
    }

    private int size(XetHash chunk) {
        return sizes.getOrDefault(chunk, 0);
    }

    private int bytes(List<XetHash> chunks) {
        return chunks.stream().mapToInt(this::size).sum();
    }
}
