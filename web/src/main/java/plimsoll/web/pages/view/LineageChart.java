package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// What derives from what, as a drawing: a column for each generation, the oldest first.
///
/// @param width of the drawing
/// @param height of the drawing
/// @param boxes the models
/// @param lines from parent to child
/// @param affected what would be affected if this model's licence ended, as names
public record LineageChart(int width, int height, List<Box> boxes, List<Line> lines, List<String> affected) {
    /// How wide a box is.
    public static final int BOX_WIDTH = 190;
    /// How high a box is.
    public static final int BOX_HEIGHT = 40;

    public LineageChart {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
        affected = List.copyOf(affected);
    }

    /// A model.
    ///
    /// @param name as far as it fits
    /// @param whole its whole name
    /// @param note its licence, or that it was recalled
    /// @param url its page; empty where there is none
    /// @param x its left edge
    /// @param y its upper edge
    /// @param self whether it is the one asked about
    /// @param recalled whether it was called back
    public record Box(
            String name,
            String whole,
            String note,
            Optional<String> url,
            int x,
            int y,
            boolean self,
            boolean recalled) {}

    /// A line.
    public record Line(int x1, int y1, int x2, int y2) {
        /// As an SVG path, leaving and arriving level.
        public String path() {
            int middle = (x1 + x2) / 2;
            return "M%d %dC%d %d %d %d %d %d".formatted(x1, y1, middle, y1, middle, y2, x2, y2);
        }
    }
}
