package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// Two models side by side.
///
/// @param models that may be chosen
/// @param question what was asked; empty before
/// @param match of what was asked, sealed
/// @param left an answer, or nothing before
/// @param right the other
/// @param names which models they were, once that is told
/// @param wrong why there is no match
public record Arena(
        List<String> models,
        String question,
        String match,
        Optional<String> left,
        Optional<String> right,
        Optional<Names> names,
        Optional<String> wrong) {
    public Arena {
        models = List.copyOf(models);
    }

    /// Which models they were.
    public record Names(String left, String right, String outcome) {}
}
