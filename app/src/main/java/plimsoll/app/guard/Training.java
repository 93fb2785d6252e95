package plimsoll.app.guard;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import plimsoll.app.guard.Corpus.Text;
import plimsoll.app.guard.Learner.Example;
import plimsoll.app.guard.Learner.Shown;
import plimsoll.domain.guard.Features;
import plimsoll.domain.guard.GuardModel;
import plimsoll.domain.guard.Hazard;
import plimsoll.domain.guard.Head;

/// Makes the built-in guard's classifiers from a corpus. The same corpus and seed give the same bytes.
final class Training {
    /// Rarer words are mostly names and slips.
    private static final int LEAST_USES = 3;

    private static final int MOST_WORDS = 12_000;
    private static final int HAZARD_BITS = 15;
    private static final int HARASSMENT_BITS = 16;
    /// Texts beyond are cut: a first part holds what they are.
    private static final int LEARNED_CHARACTERS = 2_000;
    /// So many of the harmless texts may be flagged on which thresholds are fitted; among questions many of those are
    /// twins of harmful ones.
    private static final double AMONG_QUESTIONS = 0.02;

    private static final double AMONG_OTHERS = 0.005;

    private final Corpus corpus;
    private final long seed;
    private final PrintWriter out;

    Training(Corpus corpus, long seed, PrintWriter out) {
        this.corpus = corpus;
        this.seed = seed;
        this.out = out;
    }

    GuardModel run() {
        var harmful = head(Task.HARMFUL, Features.BITS, Stream.empty());
        var hazards = hazards();
        var harassment = head(Task.HARASSMENT, HARASSMENT_BITS, Stream.empty());
        // What asks for harm plainly is no attempt to get round anything.
        var jailbreak = head(Task.JAILBREAK, Features.BITS, questions(true));
        // Refusals are not all there is of harmless answers.
        var answer = head(Task.ANSWER, Features.BITS, questions(false));
        return GuardModel.of(harmful, hazards, harassment, jailbreak, answer, words());
    }

    private Stream<Text> questions(boolean harmfulToo) {
        return Stream.of(Part.LEARN, Part.FIT)
                .flatMap(part -> corpus.of(Task.HARMFUL, part).stream())
                .filter(text -> harmfulToo || !text.sample().positive());
    }

    private Head head(Task task, int bits, Stream<Text> others) {
        var negatives = others.map(text -> new Text(
                        task, text.set(), text.part(), Sample.good(text.sample().text())))
                .toList();
        var learned = both(task, Part.LEARN, negatives);
        long positive =
                learned.stream().filter(text -> text.sample().positive()).count();
        double weight = Math.sqrt((double) (learned.size() - positive) / positive);
        var examples = learned.stream()
                .map(text -> new Example(
                        shown(text),
                        text.sample().positive() ? 1 : 0,
                        text.sample().positive() ? weight : 1))
                .toList();
        var head = Learner.learn(examples, bits, 1, new SplittableRandom(seed));
        var fitted = Fitting.fit(
                head, both(task, Part.FIT, negatives), task == Task.HARMFUL ? AMONG_QUESTIONS : AMONG_OTHERS);
        out.printf(
                "%-10s %,d texts, %,d of them positive; threshold %.3f%n",
                task, learned.size(), positive, fitted.threshold());
        out.flush();
        return fitted;
    }

    private List<Text> both(Task task, Part part, List<Text> negatives) {
        var texts = new ArrayList<>(corpus.of(task, part));
        negatives.stream().filter(text -> text.part() == part).forEach(texts::add);
        return texts;
    }

    private Head hazards() {
        var examples = corpus.of(Task.HARMFUL, Part.LEARN).stream()
                .filter(text -> text.sample().hazard().isPresent())
                .map(text ->
                        new Example(shown(text), text.sample().hazard().get().place(), 1))
                .toList();
        out.printf("hazards    %,d texts%n", examples.size());
        return Learner.learn(examples, HAZARD_BITS, Hazard.values().length, new SplittableRandom(seed));
    }

    private static Shown shown(Text text) {
        var whole = text.sample().text();
        return new Shown(Features.of(whole.substring(0, Math.min(LEARNED_CHARACTERS, whole.length()))));
    }

    private List<String> words() {
        Map<String, Integer> uses = new HashMap<>();
        Stream.of(Task.HARMFUL, Task.ANSWER)
                .flatMap(task -> corpus.of(task, Part.LEARN).stream())
                .flatMap(text -> Stream.of(Features.normal(text.sample().text()).split(" ", -1)))
                .filter(word -> word.matches("[a-z]{2,24}|[ai]"))
                .forEach(word -> uses.merge(word, 1, Integer::sum));
        return uses.entrySet().stream()
                .filter(use -> use.getValue() >= LEAST_USES)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }
}
