package plimsoll.app.guard;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import plimsoll.app.guard.Fitting.Scored;

/// How good a classifier is on sets that it was not shown, each scored by one that learned from the others.
final class BySource {
    private static final double FALSE_ALARMS = 0.01;

    private BySource() {}

    static void print(List<Scored> scored, PrintWriter out) {
        var all = Ranking.of(scored, Scored::sum, Scored::positive);
        double at = all.thresholdAt(FALSE_ALARMS);
        out.printf(
                "  sets held out: AUC %.3f, recall at 1 %% false alarms %.3f; by set at that threshold:%n",
                all.area(), all.recallAbove(at));
        var sets = new TreeMap<String, List<Scored>>();
        scored.forEach(
                each -> sets.computeIfAbsent(each.set(), _ -> new ArrayList<>()).add(each));
        sets.forEach((set, texts) -> {
            var ranking = Ranking.of(texts, Scored::sum, Scored::positive);
            out.printf("    %-50s %s%n", set, ranking.line(at));
        });
        out.flush();
    }
}
