package plimsoll.hub.xet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;

/// What a client decodes out of a reconstruction is the stretch of the file it asked for, and every term lies within
/// one of the stretches to fetch.
final class ReconstructionProperty {
    private static final int CASES = 500;

    private final Random random = new Random(8);
    private final Map<XetHash, ChunkOffsets> offsets = new HashMap<>();
    private final Map<XetHash, byte[]> raw = new HashMap<>();

    @Test
    void everyStretchOfEveryFileComesBack() {
        for (int round = 0; round < CASES; round++) {
            offsets.clear();
            raw.clear();
            var recipe = recipe();
            var file = decoded(recipe.terms());
            for (int ask = 0; ask < 20; ask++) {
                int from = random.nextInt(file.length);
                int to = from + 1 + random.nextInt(file.length - from);
                var plan = Reconstruction.of(recipe, from, to, this::chunks);
                var decoded = decoded(plan.terms());
                int skip = (int) plan.skipBytes();
                assertArrayEquals(
                        Arrays.copyOfRange(file, from, to), Arrays.copyOfRange(decoded, skip, skip + to - from));
                assertSound(plan);
            }
        }
    }

    private void assertSound(Reconstruction plan) {
        for (var term : plan.terms()) {
            assertTrue(plan.stretches().getOrDefault(term.xorb(), List.of()).stream()
                    .anyMatch(stretch -> stretch.first() <= term.start() && term.end() <= stretch.end()));
        }
        plan.stretches().forEach((xorb, stretches) -> {
            for (int i = 0; i < stretches.size(); i++) {
                var stretch = stretches.get(i);
                assertTrue(i == 0 || stretches.get(i - 1).end() < stretch.first(), "apart, and ascending");
                assertTrue(stretch.firstByte() == chunks(xorb).start(stretch.first()));
                assertTrue(stretch.lastByte() == chunks(xorb).start(stretch.end()) - 1);
            }
        });
    }

    private ChunkOffsets chunks(XetHash xorb) {
        return Objects.requireNonNull(offsets.get(xorb));
    }

    private byte[] decoded(List<Term> terms) {
        var bytes = new ByteArrayOutputStream();
        for (var term : terms) {
            var chunks = chunks(term.xorb());
            bytes.write(
                    Objects.requireNonNull(raw.get(term.xorb())),
                    chunks.rawStart(term.start()),
                    chunks.rawBytes(term.start(), term.end()));
        }
        return bytes.toByteArray();
    }

    // Terms may repeat and go backwards in a xorb.
    private Recipe recipe() {
        var names = new ArrayList<XetHash>();
        int xorbs = 1 + random.nextInt(3);
        for (int i = 0; i < xorbs; i++) {
            var name = new XetHash(i, 0, 0, 0);
            var sizes = random.ints(1 + random.nextInt(9), 1, 20).toArray();
            offsets.put(name, ChunkOffsets.uncompressed(sizes));
            var bytes = new byte[Arrays.stream(sizes).sum()];
            random.nextBytes(bytes);
            raw.put(name, bytes);
            names.add(name);
        }
        var terms = new ArrayList<Term>();
        int parts = 1 + random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            var name = names.get(random.nextInt(names.size()));
            var chunks = chunks(name);
            int start = random.nextInt(chunks.count());
            int end = start + 1 + random.nextInt(chunks.count() - start);
            terms.add(new Term(name, start, end, chunks.rawBytes(start, end)));
        }
        long size = terms.stream().mapToLong(Term::rawBytes).sum();
        return new Recipe(new Pointer(new Sha256("0".repeat(64)), size), terms);
    }
}
