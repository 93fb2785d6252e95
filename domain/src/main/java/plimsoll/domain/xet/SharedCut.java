package plimsoll.domain.xet;

import java.util.ArrayList;
import java.util.List;

/// A file made of chunks that are kept already, as far as there are any, and of new xorbs for the rest.
///
/// @param terms what makes the file, in its order
/// @param xorbs the new xorbs, whose raw bytes are the kept stretches one behind the other
/// @param kept what of the file has to be kept for them, ascending, none touching the next
/// @param savedBytes what need not be kept
public record SharedCut(List<Term> terms, List<NewXorb> xorbs, List<Stretch> kept, long savedBytes) {
    /// A shorter run of known chunks is kept again: it would cost every reader a jump and save next to nothing.
    public static final int LEAST_RUN_BYTES = Chunker.MAX_BYTES;

    /// What is saved has to be this part of the file at least; for less nobody writes the rest of it a second time.
    private static final int LEAST_PART = 8;

    public SharedCut {
        terms = List.copyOf(terms);
        xorbs = List.copyOf(xorbs);
        kept = List.copyOf(kept);
    }

    /// A part of a file.
    public record Stretch(long from, long sizeBytes) {
        private long end() {
            return from + sizeBytes;
        }
    }

    /// Cuts a file.
    ///
    /// @param names the names of its chunks, in their order
    /// @param sizes their sizes
    /// @param known chunks that it may be made of; those that are new are added to it
    public static SharedCut of(List<XetHash> names, List<Integer> sizes, KnownChunks known, Hashing hashing) {
        return new Cutting(names, sizes, known, hashing).cut();
    }

    /// Whether it saves enough to be worth the writing.
    public boolean pays() {
        long keptBytes = kept.stream().mapToLong(Stretch::sizeBytes).sum();
        return savedBytes > 0 && savedBytes >= (savedBytes + keptBytes) / LEAST_PART;
    }

    private static final class Cutting {
        private final List<XetHash> names;
        private final List<Integer> sizes;
        private final KnownChunks known;
        private final NewXorbs fresh;
        private final List<Run> runs = new ArrayList<>();
        private final List<NewXorb> xorbs = new ArrayList<>();
        private final List<Stretch> kept = new ArrayList<>();
        private int underWay;
        private long at;
        private long savedBytes;

        Cutting(List<XetHash> names, List<Integer> sizes, KnownChunks known, Hashing hashing) {
            this.names = names;
            this.sizes = sizes;
            this.known = known;
            this.fresh = new NewXorbs(hashing);
            this.underWay = known.begin();
        }

        SharedCut cut() {
            for (int chunk = 0; chunk < names.size(); ) {
                int end = endOfRun(chunk);
                int bytes = bytes(chunk, end);
                if (end > chunk && bytes >= LEAST_RUN_BYTES) {
                    append(new Run(known.spot(names.get(chunk)), end - chunk, bytes));
                    savedBytes += bytes;
                    at += bytes;
                    chunk = end;
                } else {
                    for (int last = Math.max(end, chunk + 1); chunk < last; chunk++) {
                        keep(chunk);
                    }
                }
            }
            end();
            var terms = runs.stream()
                    .map(run -> new Term(
                            known.xorb(run.spot),
                            KnownChunks.number(run.spot),
                            KnownChunks.number(run.spot) + run.count,
                            run.rawBytes))
                    .toList();
            return new SharedCut(terms, xorbs, kept, savedBytes);
        }

        /// Where those chunks end, from `first` on, that are known to follow each other.
        private int endOfRun(int first) {
            long spot = known.spot(names.get(first));
            int end = first;
            while (spot != KnownChunks.NOWHERE
                    && end < names.size()
                    && known.spot(names.get(end)) == spot + (end - first)) {
                end++;
            }
            return end;
        }

        private int bytes(int first, int end) {
            return sizes.subList(first, end).stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }

        private void keep(int chunk) {
            int size = sizes.get(chunk);
            known.put(names.get(chunk), underWay, fresh.count());
            append(new Run(KnownChunks.spot(underWay, fresh.count()), 1, size));
            fresh.add(names.get(chunk), size);
            if (!kept.isEmpty() && kept.getLast().end() == at) {
                var last = kept.removeLast();
                kept.add(new Stretch(last.from, last.sizeBytes + size));
            } else {
                kept.add(new Stretch(at, size));
            }
            at += size;
            if (fresh.isFull()) {
                end();
                underWay = known.begin();
            }
        }

        private void end() {
            fresh.end().ifPresent(xorb -> {
                known.name(underWay, xorb.name());
                xorbs.add(xorb);
            });
        }

        private void append(Run next) {
            if (!runs.isEmpty() && runs.getLast().goesOnWith(next)) {
                var last = runs.removeLast();
                runs.add(new Run(last.spot, last.count + next.count, last.rawBytes + next.rawBytes));
            } else {
                runs.add(next);
            }
        }
    }

    /// Chunks of one xorb that follow each other.
    private record Run(long spot, int count, int rawBytes) {
        boolean goesOnWith(Run next) {
            return spot + count == next.spot;
        }
    }
}
