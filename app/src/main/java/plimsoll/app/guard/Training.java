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
import plimsoll.app.guard.Fitting.Scored;
import plimsoll.app.guard.Learner.Example;
import plimsoll.app.guard.Learner.Shown;
import plimsoll.domain.guard.Blend;
import plimsoll.domain.guard.Features;
import plimsoll.domain.guard.GuardModel;
import plimsoll.domain.guard.Hazard;
import plimsoll.domain.guard.Head;
import plimsoll.domain.guard.Head.Fit;

/// Makes the built-in guard's classifiers from a corpus. The same corpus and seed give the same bytes.
final class Training {
    /// Rarer words are mostly names and slips.
    private static final int LEAST_USES = 3;

    private static final int MOST_WORDS = 12_000;
    private static final int HAZARD_BITS = 15;
    private static final int HARASSMENT_BITS = 16;
    /// Texts beyond are cut: a first part holds what they are.
    private static final int LEARNED_CHARACTERS = 2_000;
    /// So many parts the sets are cut into; each is scored by what learned from the others.
    private static final int FOLDS = 4;
    /// So many of the harmless texts may be flagged, of sets that were held out whole.
    private static final double AMONG_QUESTIONS = 0.07;

    private static final double AMONG_OTHERS = 0.01;
    private static final int QUESTIONS_ONE_IN = 16;
    /// Sets in other languages, held out whole, raise this more than any use will.
    private static final double AMONG_TRICKS = 0.03;
    /// Sets that have many more texts than others, or of another kind than questions: each text counts so much.
    private static final Map<String, Double> COUNTS = Map.of(
            "davidson_hate_offensive", 0.3,
            "hatecheck_test_suite_cases", 0.3,
            "cyberseceval_prompt_injection_multilingual", 0.5);

    private final Corpus corpus;
    private final long seed;
    private final PrintWriter out;

    Training(Corpus corpus, long seed, PrintWriter out) {
        this.corpus = corpus;
        this.seed = seed;
        this.out = out;
    }

    GuardModel run() {
        var harmful = blend(Task.HARMFUL, Stream.empty(), AMONG_QUESTIONS);
        var hazards = hazards();
        var harassment = harassment();
        // What asks for harm plainly is no attempt to get round anything.
        var jailbreak = blend(Task.JAILBREAK, questions(true), AMONG_TRICKS);
        // Refusals are not all there is of harmless answers; but many questions would hide how refusals read.
        var answer = blend(
                Task.ANSWER,
                questions(false).filter(text -> Part.hash(text.sample().text()) % QUESTIONS_ONE_IN == 0),
                AMONG_OTHERS);
        return GuardModel.of(harmful, hazards, harassment, jailbreak, answer, words());
    }

    private Stream<Text> questions(boolean harmfulToo) {
        return all(Task.HARMFUL).filter(text -> harmfulToo || !text.sample().positive());
    }

    /// All that may be learned from: what thresholds are fitted on is held out in turn.
    private Stream<Text> all(Task task) {
        return Stream.of(Part.LEARN, Part.FIT).flatMap(part -> corpus.of(task, part).stream());
    }

    private Blend blend(Task task, Stream<Text> others, double falseAlarms) {
        var negatives = others.map(text -> new Text(
                task, text.set(), text.part(), Sample.good(text.sample().text())));
        var texts = Stream.concat(all(task), negatives).map(Seen::of).toList();
        var scored = new ArrayList<Scored>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            var blend = learned(
                    texts.stream().filter(seen -> fold(task, seen.text) != out).toList());
            texts.stream()
                    .filter(seen -> !seen.text.isOurs() && fold(task, seen.text) == out)
                    .forEach(seen -> scored.add(new Scored(
                            seen.text.set(), seen.sum(blend), seen.text.sample().positive())));
        }
        var fit = Fitting.fit(scored, falseAlarms);
        out.printf(
                "%-10s %,d texts, %,d of them positive; threshold %.3f%n",
                task,
                texts.size(),
                texts.stream().filter(seen -> seen.text.sample().positive()).count(),
                fit.threshold());
        BySource.print(scored, out);
        return learned(texts).with(fit);
    }

    /// Sets of one family are held out together. Nearly all that is known of answers comes from one set, so those are
    /// held out text by text; and our own texts are always learned from.
    private static int fold(Task task, Text text) {
        if (text.isOurs()) {
            return FOLDS;
        }
        var key = task == Task.ANSWER
                ? text.sample().text()
                : text.set().substring(0, Math.max(1, text.set().indexOf('_')));
        return Part.hash(key) % FOLDS;
    }

    /// A text and what is seen of it.
    private record Seen(Text text, Shown phrases, Shown runs) {
        static Seen of(Text text) {
            var whole = text.sample().text();
            var cut = whole.substring(0, Math.min(LEARNED_CHARACTERS, whole.length()));
            return new Seen(text, new Shown(Features.phrases(cut)), new Shown(Features.of(cut)));
        }

        double sum(Blend blend) {
            return blend.sum(phrases.numbers(), runs.numbers());
        }

        Example example(Shown shown, double weight) {
            double counts = COUNTS.getOrDefault(text.set(), 1.0);
            return text.sample().positive() ? new Example(shown, 1, weight * counts) : new Example(shown, 0, counts);
        }
    }

    private Blend learned(List<Seen> texts) {
        double weight = weight(texts.stream().map(Seen::text).toList());
        var phrases =
                texts.stream().map(seen -> seen.example(seen.phrases, weight)).toList();
        var runs = texts.stream().map(seen -> seen.example(seen.runs, weight)).toList();
        return new Blend(
                Learner.learn(phrases, Features.PHRASE_BITS, 1, new SplittableRandom(seed)),
                Learner.learn(runs, Features.BITS, 1, new SplittableRandom(seed)),
                Fit.NONE);
    }

    /// What a positive text counts, so that few of them are heard among many others.
    private static double weight(List<Text> texts) {
        long positive = texts.stream().filter(text -> text.sample().positive()).count();
        return Math.sqrt((double) (texts.size() - positive) / positive);
    }

    private Head harassment() {
        var texts = corpus.of(Task.HARASSMENT, Part.LEARN);
        double weight = weight(texts);
        var examples = texts.stream()
                .map(text -> new Example(
                        shown(text),
                        text.sample().positive() ? 1 : 0,
                        text.sample().positive() ? weight : 1))
                .toList();
        var head = Learner.learn(examples, HARASSMENT_BITS, 1, new SplittableRandom(seed));
        var scored = corpus.of(Task.HARASSMENT, Part.FIT).stream()
                .map(text -> new Scored(
                        text.sample().positive() ? "insults" : "others",
                        head.sum(shown(text).numbers()),
                        text.sample().positive()))
                .toList();
        var fit = Fitting.fit(scored, AMONG_OTHERS);
        out.printf("%-10s %,d texts; threshold %.3f%n", Task.HARASSMENT, texts.size(), fit.threshold());
        return head.with(fit);
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
