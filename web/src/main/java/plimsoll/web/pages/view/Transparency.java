package plimsoll.web.pages.view;

import java.util.List;

/// What guards and ladder did, as the public is told.
///
/// @param days that it covers
/// @param grain below which counts are withheld
public record Transparency(int days, int grain, Moment at, List<Line> lines) {
    public Transparency {
        lines = List.copyOf(lines);
    }

    /// A count.
    ///
    /// @param count as it is told: `120 or more`, `fewer than 10`
    public record Line(String kind, String what, String count) {}
}
