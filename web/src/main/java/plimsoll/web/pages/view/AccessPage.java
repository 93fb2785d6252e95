package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// The form by which access is asked for.
///
/// @param heading above it
/// @param description below the heading
/// @param terms the text to accept
/// @param hash its hash
/// @param button on the button
/// @param fields what to answer
/// @param state what became of an earlier request, as a sentence; empty without one
/// @param open whether there is anything to ask for
/// @param wrong why the form was not taken
public record AccessPage(
        String heading,
        String description,
        String terms,
        String hash,
        String button,
        List<Field> fields,
        Optional<String> state,
        boolean open,
        Optional<String> wrong) {
    public AccessPage {
        fields = List.copyOf(fields);
    }

    /// A question.
    ///
    /// @param name its name in the form
    /// @param label what is asked
    /// @param type `text`, `date`, `checkbox` or `select`
    /// @param options to choose from, value and label
    public record Field(String name, String label, String type, List<ReleasePage.Option> options) {
        public Field {
            options = List.copyOf(options);
        }
    }
}
