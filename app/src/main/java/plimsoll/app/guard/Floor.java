package plimsoll.app.guard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import plimsoll.app.guard.Corpus.Text;
import plimsoll.app.guard.Learner.Example;
import plimsoll.app.guard.Learner.Shown;
import plimsoll.domain.guard.Head;

/// A classifier as plain as one can be, learned from the same public texts, so that there is something to be better
/// than: words, pairs and runs of 3 to 5 characters of the first 2,000, hashed to 2^18 numbers. Without our own texts.
final class Floor {
    private static final int BITS = 18;
    private static final int SEEN = 2_000;
    private static final int SHORTEST_RUN = 3;
    private static final int LONGEST_RUN = 5;
    private static final long SEED = 1;
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}_]+");

    private Floor() {}

    /// Learns what tells the ones from the others.
    static ToDoubleFunction<Text> learned(Stream<Text> positive, Stream<Text> negative) {
        var ones = positive.filter(text -> !text.isOurs()).map(Floor::shown).toList();
        var others = negative.filter(text -> !text.isOurs()).map(Floor::shown).toList();
        double weight = Math.sqrt((double) others.size() / ones.size());
        var examples = Stream.concat(
                        ones.stream().map(shown -> new Example(shown, 1, weight)),
                        others.stream().map(shown -> new Example(shown, 0, 1)))
                .toList();
        Head head = Learner.learn(examples, BITS, 0, 1, new SplittableRandom(SEED));
        return text -> head.sum(shown(text).numbers());
    }

    /// All texts of a task, of one set or of all, that are learned from.
    static Stream<Text> taught(Corpus corpus, Task task, String set) {
        return Stream.of(Part.LEARN, Part.FIT)
                .flatMap(part -> corpus.of(task, part).stream())
                .filter(text -> text.set().startsWith(set));
    }

    private static Shown shown(Text text) {
        var whole = text.sample().text();
        var cut = whole.substring(0, Math.min(SEEN, whole.length()));
        var normal = GAPS.matcher(cut.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        var found = new TreeSet<Integer>();
        var words = List.of(normal.split(" ", -1));
        for (int i = 0; i < words.size(); i++) {
            found.add(hash("w" + words.get(i)));
            if (i > 0) {
                found.add(hash("b" + words.get(i - 1) + " " + words.get(i)));
            }
        }
        var padded = " " + normal + " ";
        for (int length = SHORTEST_RUN; length <= LONGEST_RUN; length++) {
            for (int i = 0; i + length <= padded.length(); i++) {
                found.add(hash("c" + padded.substring(i, i + length)));
            }
        }
        return new Shown(found.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int hash(String feature) {
        var crc = new CRC32();
        crc.update(feature.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue() & ((1 << BITS) - 1);
    }
}
