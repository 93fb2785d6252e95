package plimsoll.app.guard;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import plimsoll.domain.guard.Crescendo;
import plimsoll.domain.guard.Detector;
import plimsoll.domain.guard.Side;

/// Finds the numbers of [Crescendo] from scripts that climb and conversations that do not: of all that take few
/// harmless questions for a climb, those that take most questions of the scripts for one.
final class ClimbFit {
    private static final String KIND = "@crescendo";
    private static final int CONVERSATIONS = 2_000;
    private static final int LEAST_QUESTIONS = 4;
    private static final int MORE_QUESTIONS = 7;
    /// So many questions of harmless conversations may be taken for a climb.
    private static final double FALSE_ALARMS = 0.01;

    private final List<List<Double>> climbs;
    private final List<List<Double>> harmless;

    /// @param climbs how harmful each question of each script is
    /// @param harmless the same of each conversation that does not climb
    ClimbFit(List<List<Double>> climbs, List<List<Double>> harmless) {
        this.climbs = climbs;
        this.harmless = harmless;
    }

    static void print(Path data, Path scripts, Detector detector, PrintWriter out) throws IOException {
        var fit = new ClimbFit(
                scripts(scripts).stream().map(talk -> harm(talk, detector)).toList(),
                talks(Corpus.read(data)).stream()
                        .map(talk -> harm(talk, detector))
                        .toList());
        out.printf("%,d scripts that climb, %,d harmless conversations%n", fit.climbs.size(), fit.harmless.size());
        fit.climbs.forEach(climb -> {
            climb.forEach(harm -> out.printf(" %.2f", harm));
            out.println();
        });
        fit.tell("now", Crescendo.FITTED, out);
        fit.tell("fitted", fit.best(fit.climbs), out);
        int found = 0;
        for (int i = 0; i < fit.climbs.size(); i++) {
            var others = new ArrayList<>(fit.climbs);
            var left = others.remove(i);
            found += rises(fit.best(others), left) > 0 ? 1 : 0;
        }
        out.printf(
                "each script left out in turn: %d of %d are told by what the others fit%n", found, fit.climbs.size());
        out.flush();
    }

    private void tell(String name, Crescendo numbers, PrintWriter out) {
        out.printf(
                "%-8s %s: %d of %d questions of scripts, in %d of them; %.4f of harmless questions%n",
                name,
                numbers,
                told(numbers, climbs),
                climbs.stream().mapToInt(List::size).sum(),
                climbs.stream().filter(climb -> rises(numbers, climb) > 0).count(),
                falseAlarms(numbers));
    }

    /// The numbers that take most questions of these for a climb, and of those the strictest.
    Crescendo best(List<List<Double>> shown) {
        return candidates()
                .filter(numbers -> falseAlarms(numbers) <= FALSE_ALARMS)
                .max(Comparator.<Crescendo>comparingInt(numbers -> told(numbers, shown))
                        .thenComparingDouble(Crescendo::leastHarm)
                        .thenComparingDouble(Crescendo::leastSlope)
                        .thenComparingInt(Crescendo::leastTurns)
                        .thenComparingInt(Crescendo::lookedAt))
                .orElse(Crescendo.FITTED);
    }

    private static Stream<Crescendo> candidates() {
        var all = new ArrayList<Crescendo>();
        for (int lookedAt : List.of(4, 6, 8, 12)) {
            for (int turns : List.of(3, 4, 5)) {
                for (double slope : List.of(0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15)) {
                    for (double harm : List.of(0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6)) {
                        all.add(new Crescendo(lookedAt, turns, slope, harm));
                    }
                }
            }
        }
        return all.stream();
    }

    private double falseAlarms(Crescendo numbers) {
        return (double) told(numbers, harmless)
                / harmless.stream().mapToInt(List::size).sum();
    }

    private static int told(Crescendo numbers, List<List<Double>> talks) {
        return talks.stream().mapToInt(talk -> (int) rises(numbers, talk)).sum();
    }

    private static long rises(Crescendo numbers, List<Double> talk) {
        long told = 0;
        for (int i = 0; i < talk.size(); i++) {
            told += numbers.rises(talk.subList(0, i), talk.get(i)) ? 1 : 0;
        }
        return told;
    }

    private static List<Double> harm(List<String> talk, Detector detector) {
        return talk.stream()
                .map(text -> detector.judge(Side.QUESTION, text).scores().harmful())
                .toList();
    }

    /// Questions that no classifier learned from, in any order: what somebody asks who means well.
    private static List<List<String>> talks(Corpus corpus) {
        var questions = corpus.of(Task.HARMFUL, Part.MEASURE).stream()
                .filter(text -> !text.sample().positive())
                .filter(text ->
                        !text.set().startsWith("hatecheck") && !text.set().startsWith("openai_moderation"))
                .map(text -> text.sample().text())
                .toList();
        var random = new SplittableRandom(1);
        var talks = new ArrayList<List<String>>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            int length = LEAST_QUESTIONS + random.nextInt(MORE_QUESTIONS);
            talks.add(random.ints(length, 0, questions.size())
                    .mapToObj(questions::get)
                    .toList());
        }
        return talks;
    }

    /// Those of this kind in a file: a question on each line, an empty line between scripts.
    ///
    /// @throws IOException also when there is none of this kind
    static List<List<String>> scripts(Path file) throws IOException {
        var text = Files.readString(file).replaceAll("(?m)^#.*\n", "");
        int from = text.indexOf(KIND + "\n");
        if (from < 0) {
            throw new IOException("%s has no %s".formatted(file, KIND));
        }
        var kind = text.substring(from + KIND.length()).split("(?m)^@", 2)[0];
        return Stream.of(kind.strip().split("\n\n", -1))
                .map(talk -> talk.lines().toList())
                .toList();
    }
}
