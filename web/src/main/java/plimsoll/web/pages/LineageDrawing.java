package plimsoll.web.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import plimsoll.hub.release.FindLineage.Lineage;
import plimsoll.hub.release.FindLineage.Model;
import plimsoll.web.pages.view.LineageChart;
import plimsoll.web.pages.view.LineageChart.Box;
import plimsoll.web.pages.view.LineageChart.Line;

/// Lays a lineage out: a column for each generation, in each the models in the order they were found.
final class LineageDrawing {
    private static final int COLUMN = LineageChart.BOX_WIDTH + 60;
    private static final int ROW = LineageChart.BOX_HEIGHT + 14;
    private static final int MARGIN = 4;
    private static final int NAME_CHARACTERS = 27;

    private LineageDrawing() {}

    static LineageChart of(Lineage lineage) {
        var columns = new TreeMap<Integer, List<Model>>();
        lineage.models()
                .forEach(model -> columns.computeIfAbsent(model.generation(), _ -> new ArrayList<>())
                        .add(model));
        int rows = columns.values().stream().mapToInt(List::size).max().orElse(1);
        var boxes = new HashMap<String, Box>();
        int column = 0;
        for (var models : columns.values()) {
            int top = MARGIN + (rows - models.size()) * ROW / 2;
            for (int row = 0; row < models.size(); row++) {
                var model = models.get(row);
                boxes.put(key(model.name()), box(model, MARGIN + column * COLUMN, top + row * ROW));
            }
            column++;
        }
        return new LineageChart(
                2 * MARGIN + columns.size() * COLUMN - 60,
                2 * MARGIN + rows * ROW - 14,
                lineage.models().stream()
                        .map(model -> boxes.get(key(model.name())))
                        .toList(),
                lines(lineage, boxes),
                lineage.affected().stream().map(Model::name).toList());
    }

    private static List<Line> lines(Lineage lineage, Map<String, Box> boxes) {
        var lines = new ArrayList<Line>();
        for (var edge : lineage.edges()) {
            var parent = boxes.get(key(edge.parent()));
            var child = boxes.get(key(edge.child()));
            if (parent != null && child != null) {
                lines.add(new Line(
                        parent.x() + LineageChart.BOX_WIDTH,
                        parent.y() + LineageChart.BOX_HEIGHT / 2,
                        child.x(),
                        child.y() + LineageChart.BOX_HEIGHT / 2));
            }
        }
        return lines;
    }

    private static Box box(Model model, int x, int y) {
        var name = model.name();
        var note = model.recalled()
                ? "recalled"
                : model.page().isEmpty() ? "not on this hub" : model.licence().orElse("no licence named");
        return new Box(
                name.length() <= NAME_CHARACTERS ? name : name.substring(0, NAME_CHARACTERS - 1) + "…",
                name,
                note,
                model.page().map(page -> page + "/release"),
                x,
                y,
                model.generation() == 0,
                model.recalled());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
