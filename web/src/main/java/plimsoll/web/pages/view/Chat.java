package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// A conversation with a model.
///
/// @param model its name
/// @param answers whether it answers on this hub
/// @param turns what was said, where the page has it
/// @param wrong why there is no answer
/// @param id of the conversation, where it was saved; empty where not
/// @param state the saved conversation, for the script; empty where there is none
/// @param shares whether it may be shared
/// @param keptDays for how many days everything that is asked is kept; 0 where it is not
/// @param marked whether answers carry a watermark
public record Chat(
        String model,
        boolean answers,
        List<Turn> turns,
        Optional<String> wrong,
        String id,
        String state,
        boolean shares,
        int keptDays,
        boolean marked) {
    public Chat {
        turns = List.copyOf(turns);
    }

    /// What somebody said.
    public record Turn(String who, String text) {}
}
