package plimsoll.web.pages.view;

import java.util.List;

/// What somebody asked of models, by day.
///
/// @param spender whose it is
/// @param others organisations whose page they may see
/// @param days of the chart, first to last
/// @param lines of the table, latest first
/// @param most tokens of a day
public record UsagePage(
        String spender, List<String> others, List<Bar> days, List<Line> lines, long requests, long tokens, long most) {
    public UsagePage {
        others = List.copyOf(others);
        days = List.copyOf(days);
        lines = List.copyOf(lines);
    }

    /// A day in the chart.
    ///
    /// @param x of its left edge
    /// @param read height of what was read
    /// @param written height of what was written, above that
    public record Bar(String day, int x, int read, int written, String said) {}

    /// A model on a day.
    public record Line(String day, String model, long requests, long stopped, long read, long written) {}
}
