package plimsoll.hub.xet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;

/// How a client gets a file, or part of it, together: which chunks, in which order, and from which bytes of which
/// xorbs.
///
/// @param skipBytes how much to drop from the first term
/// @param terms what to decode, in the file's order
/// @param stretches what to fetch of each xorb, ascending, none touching the next
public record Reconstruction(long skipBytes, List<Term> terms, Map<XetHash, List<Stretch>> stretches) {
    /// Chunks of a xorb that follow each other, and the bytes they are on the wire.
    ///
    /// @param end the chunk after the last
    /// @param lastByte the last byte, included
    public record Stretch(int first, int end, int firstByte, int lastByte) {
        static Stretch of(ChunkOffsets chunks, int first, int end) {
            return new Stretch(first, end, chunks.start(first), chunks.start(end) - 1);
        }

        /// The bytes as a `Range` header writes them.
        public String bytes() {
            return firstByte + "-" + lastByte;
        }
    }

    /// Of the bytes of a file from `from` to before `to`.
    ///
    /// @param find a xorb's offsets
    static Reconstruction of(Recipe recipe, long from, long to, Offsets find) {
        var terms = new ArrayList<Term>();
        var needed = new LinkedHashMap<XetHash, List<Term>>();
        var offsets = new LinkedHashMap<XetHash, ChunkOffsets>();
        long skip = 0;
        long at = 0;
        for (var term : recipe.terms()) {
            long end = at + term.rawBytes();
            if (end > from && at < to) {
                var chunks = offsets.computeIfAbsent(term.xorb(), find::of);
                int first =
                        at < from ? chunks.chunkAtRaw(chunks.rawStart(term.start()) + (int) (from - at)) : term.start();
                int last = end > to
                        ? chunks.chunkAtRaw(chunks.rawStart(term.start()) + (int) (to - 1 - at)) + 1
                        : term.end();
                if (terms.isEmpty()) {
                    skip = from - at - chunks.rawBytes(term.start(), first);
                }
                var kept = new Term(term.xorb(), first, last, chunks.rawBytes(first, last));
                terms.add(kept);
                needed.computeIfAbsent(term.xorb(), _ -> new ArrayList<>()).add(kept);
            }
            at = end;
        }
        var stretches = new LinkedHashMap<XetHash, List<Stretch>>();
        needed.forEach((xorb, all) -> stretches.put(xorb, merged(all, offsets.computeIfAbsent(xorb, find::of))));
        return new Reconstruction(skip, terms, stretches);
    }

    private static List<Stretch> merged(List<Term> terms, ChunkOffsets chunks) {
        var sorted = terms.stream().sorted(Comparator.comparingInt(Term::start)).toList();
        var stretches = new ArrayList<Stretch>();
        int first = sorted.getFirst().start();
        int end = first;
        for (var term : sorted) {
            if (term.start() > end) {
                stretches.add(Stretch.of(chunks, first, end));
                first = term.start();
            }
            end = Math.max(end, term.end());
        }
        stretches.add(Stretch.of(chunks, first, end));
        return stretches;
    }

    /// Knows where the chunks of xorbs are.
    @FunctionalInterface
    interface Offsets {
        ChunkOffsets of(XetHash xorb);
    }
}
