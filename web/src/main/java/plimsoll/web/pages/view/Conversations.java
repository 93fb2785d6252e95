package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// What is kept of an account's conversations.
///
/// @param whose whose they are, where staff reads them; empty for one's own
/// @param saved those the account saved
/// @param shared those it shares
/// @param kept what is kept because the deployment keeps it
/// @param keptDays for how many days; 0 where it is not kept
/// @param wrong what went wrong
public record Conversations(
        String whose, List<Row> saved, List<Row> shared, List<Row> kept, int keptDays, Optional<String> wrong) {
    public Conversations {
        saved = List.copyOf(saved);
        shared = List.copyOf(shared);
        kept = List.copyOf(kept);
    }

    /// One of them.
    ///
    /// @param url where it is read; empty where `lines` has it
    /// @param title its first words
    public record Row(String id, String url, String title, String model, Moment at, Moment until, List<Line> lines) {
        public Row {
            lines = List.copyOf(lines);
        }
    }

    /// What somebody said.
    public record Line(String who, String text) {}
}
