package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// A conversation with a model.
///
/// @param model its name
/// @param answers whether it answers on this hub
/// @param turns what was said, where the page has it
/// @param wrong why there is no answer
public record Chat(String model, boolean answers, List<Turn> turns, Optional<String> wrong) {
    public Chat {
        turns = List.copyOf(turns);
    }

    /// What somebody said.
    public record Turn(String who, String text) {}
}
