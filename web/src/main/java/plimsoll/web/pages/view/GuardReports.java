package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// What somebody may report as wrongly stopped, and what became of their reports.
///
/// @param stopped latest first
/// @param reported latest first
/// @param wrong why a report was not taken
public record GuardReports(List<Stopped> stopped, List<Reported> reported, Optional<String> wrong) {
    public GuardReports {
        stopped = List.copyOf(stopped);
        reported = List.copyOf(reported);
    }

    /// A question that was stopped.
    ///
    /// @param text keyed hash of it
    public record Stopped(String text, String model, String reasons, Moment at) {}

    /// A report.
    ///
    /// @param answer what was made of it; empty while it waits
    public record Reported(String id, String account, String reasons, String words, Moment at, String answer) {}
}
