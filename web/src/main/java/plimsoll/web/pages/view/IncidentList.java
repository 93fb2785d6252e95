package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// Incidents, as far as their reader has to do with them.
///
/// @param incidents first those that are open, those with the strictest clock before
/// @param watches whether the reader sees all of the hub's
public record IncidentList(List<Line> incidents, boolean watches) {
    public IncidentList {
        incidents = List.copyOf(incidents);
    }

    /// An incident.
    ///
    /// @param about what it is about
    /// @param words how its report begins
    /// @param strictest the clock that runs out first
    public record Line(
            String id,
            String about,
            String words,
            String state,
            boolean open,
            String severity,
            Moment at,
            Optional<IncidentPage.Ticking> strictest) {}
}
