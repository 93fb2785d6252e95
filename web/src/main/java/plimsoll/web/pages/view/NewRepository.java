package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// The form for a new repository.
///
/// @param kind which kind is chosen: `model`, `dataset` or `space`
/// @param owners the names it may be published under
/// @param owner the one chosen
/// @param name what was typed
/// @param hidden whether private is chosen
/// @param wrong what was wrong with it
public record NewRepository(
        String kind, List<String> owners, String owner, String name, boolean hidden, Optional<String> wrong) {
    public NewRepository {
        owners = List.copyOf(owners);
    }
}
