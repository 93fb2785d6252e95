package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// A repository's settings.
///
/// @param owners the names it may be moved to
/// @param wrong what was wrong with what was sent
/// @param chats whether conversations with it may be shared; nothing where it is no model
public record Settings(List<String> owners, Optional<String> wrong, Optional<Boolean> chats) {
    public Settings {
        owners = List.copyOf(owners);
    }
}
