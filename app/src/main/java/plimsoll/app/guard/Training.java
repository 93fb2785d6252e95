package plimsoll.app.guard;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import plimsoll.domain.guard.Surprise;
import plimsoll.domain.guard.Templates;

/// Makes the built-in guard's classifiers from a corpus. The same corpus and seed give the same bytes.
final class Training {
    /// Rarer words are mostly names and slips.
    private static final int LEAST_USES = 3;

    private static final int MOST_WORDS = 12_000;
    private static final int HAZARD_BITS = 15;
    private static final int HARASSMENT_BITS = 16;
    /// What phrases and runs are divided by besides how many there are: less than that is no evidence.
    private static final int PHRASES_EVIDENCE = 8;

    private static final int RUNS_EVIDENCE = 64;
    /// What phrases count beside runs, where questions differ in what they ask; of several parts that were tried, these
    /// were best on texts held out.
    private static final double OF_QUESTIONS = 0.7;

    private static final double OF_TRICKS = 0.9;
    private static final double OF_ANSWERS = 0.5;
    /// A page that gets round rules does so in each of its parts, more or less: parts count so much.
    private static final double PART_COUNTS = 0.3;

    private static final int LEAST_CUT = 700;
    private static final int PART = 350;
    /// Texts beyond are cut: a first part holds what they are.
    private static final int LEARNED_CHARACTERS = 2_000;
    /// So many parts the sets are cut into; each is scored by what learned from the others.
    private static final int FOLDS = 4;
    /// So many of the harmless texts may be flagged, of sets that were held out whole.
    private static final double AMONG_QUESTIONS = 0.05;

    private static final double AMONG_OTHERS = 0.01;
    private static final int QUESTIONS_ONE_IN = 16;
    /// Sets in other languages, held out whole, raise this more than any use will.
    private static final double AMONG_TRICKS = 0.045;
    /// Sets that have many more texts than others, or of another kind than questions: each text counts so much.
    private static final Map<String, Double> COUNTS = Map.of(
            "davidson_hate_offensive", 0.3,
            "hatecheck_test_suite_cases", 0.3,
            "advbench_harmful_strings", 0.3,
            "hh_rlhf_harmless_base_test", 0.5,
            "cyberseceval_prompt_injection_multilingual", 0.5);

    /// Noise is drawn from so many words, and put behind one text in so many; so many of plain texts may end in noise.
    private static final int COMMON = 3_000;

    private static final int NOISY_ONE_IN = 4;
    private static final double AMONG_PLAIN = 0.005;
    /// Tweets are full of signs, and some tricks are noise themselves.
    private static final Set<String> UNLIKE_QUESTIONS = Set.of("davidson_hate_offensive", "trustllm_jailbreak");

    private static final Set<String> HANDED_ON = Set.of("inthewild_jailbreak_prompts", "gptfuzzer_templates");

    private final Corpus corpus;
    private final long seed;
    private final PrintWriter out;

    Training(Corpus corpus, long seed, PrintWriter out) {
        this.corpus = corpus;
        this.seed = seed;
        this.out = out;
    }

    GuardModel run() {
        var harmful = blend(Task.HARMFUL, Stream.empty(), OF_QUESTIONS, AMONG_QUESTIONS);
        var hazards = hazards();
        var harassment = harassment();
        // What asks for harm plainly is no attempt to get round anything.
        var jailbreak = blend(Task.JAILBREAK, questions(true), OF_TRICKS, AMONG_TRICKS);
        // Refusals are not all there is of harmless answers; but many questions would hide how refusals read.
        var answer = blend(
                Task.ANSWER,
                questions(false).filter(text -> Part.hash(text.sample().text()) % QUESTIONS_ONE_IN == 0),
                OF_ANSWERS,
                AMONG_OTHERS);
        var words = words();
        return GuardModel.of(harmful, hazards, harassment, jailbreak, answer, words, templates(), surprise(words));
    }

    private Stream<Text> questions(boolean harmfulToo) {
        return all(Task.HARMFUL).filter(text -> harmfulToo || !text.sample().positive());
    }

    /// All that may be learned from: what thresholds are fitted on is held out in turn.
    private Stream<Text> all(Task task) {
        return Stream.of(Part.LEARN, Part.FIT).flatMap(part -> corpus.of(task, part).stream());
    }

    /// Of what goes from hand to hand.
    private Templates templates() {
        var templates = Templates.of(all(Task.JAILBREAK)
                .filter(text -> HANDED_ON.contains(text.set()))
                .map(text -> text.sample().text())
                .toList());
        out.printf("templates  %,d%n", templates.count());
        return templates;
    }

    /// Of what people and models write, code and other languages among it.
    private Surprise surprise(List<String> words) {
        var surprise = Surprise.of(written(Part.LEARN).toList());
        var plain = written(Part.FIT).map(surprise::tail).toList();
        var noise = new Noise(words.subList(0, Math.min(words.size(), COMMON)), new SplittableRandom(seed));
        var noisy = written(Part.FIT)
                .filter(text -> Part.hash(text) % NOISY_ONE_IN == 0)
                .map(text -> surprise.tail(text + noise.next()))
                .toList();
        var least = NoiseFit.of(plain, noisy, AMONG_PLAIN);
        out.printf(
                "noise      from %.2f bits a character and %.2f more than before on: %.3f of %,d noisy, %.4f of %,d plain%n",
                least.bits(),
                least.more(),
                NoiseFit.part(noisy, least),
                noisy.size(),
                NoiseFit.part(plain, least),
                plain.size());
        return surprise.with(least);
    }

    private Stream<String> written(Part part) {
        return Stream.of(Task.HARMFUL, Task.ANSWER, Task.JAILBREAK)
                .flatMap(task -> corpus.of(task, part).stream())
                .filter(text -> !text.isOurs() || part == Part.LEARN)
                .filter(text -> !text.set().equals(OwnTexts.DISGUISED_SET))
                .filter(text -> !UNLIKE_QUESTIONS.contains(text.set()))
                .map(text -> text.sample().text());
    }

    private Blend blend(Task task, Stream<Text> others, double part, double falseAlarms) {
        var negatives = others.map(text -> new Text(
                task, text.set(), text.part(), Sample.good(text.sample().text())));
        var texts = Stream.concat(all(task), negatives).map(Seen::of).toList();
        var scored = new ArrayList<Scored>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            var blend = learned(
                    texts.stream().filter(seen -> fold(task, seen.text) != out).toList(), part);
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
        return learned(texts, part).with(fit);
    }

    /// Sets of one family are held out together. Nearly all that is known of answers comes from one set, so all answers
    /// to
    /// a question are held out together; and our own texts are always learned from.
    private static int fold(Task task, Text text) {
        if (text.isOurs()) {
            return FOLDS;
        }
        var key = task == Task.ANSWER
                ? text.sample().about()
                        + (text.sample().about().isEmpty() ? text.sample().text() : "")
                : text.set().substring(0, Math.max(1, text.set().indexOf('_')));
        return Part.hash(key) % FOLDS;
    }

    /// A text and what is seen of it.
    ///
    /// @param counts how much
    /// @param parts of a long text that tries to get round rules
    private record Seen(Text text, Shown phrases, Shown runs, double counts, List<Seen> parts) {
        static Seen of(Text text) {
            var whole = text.sample().text();
            double counts = COUNTS.getOrDefault(text.set(), 1.0);
            var parts = new ArrayList<Seen>();
            if (text.task() == Task.JAILBREAK && text.sample().positive() && whole.length() > LEAST_CUT) {
                for (var part : List.of(whole.substring(0, PART), whole.substring(PART))) {
                    parts.add(of(text, part, counts * PART_COUNTS, List.of()));
                }
            }
            return of(text, whole, counts, parts);
        }

        private static Seen of(Text text, String part, double counts, List<Seen> parts) {
            var cut = part.substring(0, Math.min(LEARNED_CHARACTERS, part.length()));
            return new Seen(text, new Shown(Features.phrases(cut)), new Shown(Features.of(cut)), counts, parts);
        }

        Stream<Seen> withParts() {
            return Stream.concat(Stream.of(this), parts.stream());
        }

        double sum(Blend blend) {
            return blend.sum(phrases.numbers(), runs.numbers());
        }

        Example example(Shown shown, double weight) {
            return text.sample().positive() ? new Example(shown, 1, weight * counts) : new Example(shown, 0, counts);
        }
    }

    private Blend learned(List<Seen> texts, double part) {
        double weight = weight(texts.stream().map(Seen::text).toList());
        var whole = texts.stream().flatMap(Seen::withParts).toList();
        var phrases =
                whole.stream().map(seen -> seen.example(seen.phrases, weight)).toList();
        var runs = whole.stream().map(seen -> seen.example(seen.runs, weight)).toList();
        return new Blend(
                Learner.learn(phrases, Features.PHRASE_BITS, PHRASES_EVIDENCE, 1, new SplittableRandom(seed)),
                Learner.learn(runs, Features.BITS, RUNS_EVIDENCE, 1, new SplittableRandom(seed)),
                part,
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
        var head = Learner.learn(examples, HARASSMENT_BITS, RUNS_EVIDENCE, 1, new SplittableRandom(seed));
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
        return Learner.learn(examples, HAZARD_BITS, 0, Hazard.values().length, new SplittableRandom(seed));
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
