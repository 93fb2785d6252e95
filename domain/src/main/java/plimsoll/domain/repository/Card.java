package plimsoll.domain.repository;

import java.util.List;
import java.util.Optional;

/// What a publisher declares about a repository, in the front matter of its `README.md`.
///
/// @param json all of it, as a JSON object, the way the protocol returns it in `cardData`
/// @param tags every tag to filter by: the publisher's own and those that follow from the other fields, such as
///     `license:mit`, `language:en`, `base_model:lab/model`, `dataset:lab/corpus`
/// @param task what it is for, as `pipeline_tag`
/// @param library what loads it, as `library_name`
/// @param licence the licence's id
/// @param baseModels the models it derives from
public record Card(
        String json,
        List<String> tags,
        Optional<String> task,
        Optional<String> library,
        Optional<String> licence,
        List<String> baseModels) {
    /// No card at all.
    public static final Card NONE =
            new Card("{}", List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /// Begins the tag with the name of a newer version, as the card's `new_version` has it.
    public static final String NEW_VERSION = "new_version:";

    public Card {
        tags = List.copyOf(tags);
        baseModels = List.copyOf(baseModels);
    }
}
