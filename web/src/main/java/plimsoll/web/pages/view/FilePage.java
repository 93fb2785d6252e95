package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// One file of a repository.
///
/// @param crumbs the way to it
/// @param revisions what other revisions to look at
/// @param name its own name
/// @param size how large it is
/// @param stored how it is kept, and under which name
/// @param download where its bytes are
/// @param edit where it is written; empty where it cannot be, or not by the visitor
/// @param remove where it is removed; empty likewise
/// @param last the newest commit that changed it, when found
/// @param inspected what its inspection said; empty for those who may not have it
/// @param personalData what a scan for personal data found in it; empty for those who may not have it
/// @param content what of it can be shown
public record FilePage(
        List<Crumb> crumbs,
        RevisionMenu revisions,
        String name,
        String size,
        String stored,
        String download,
        Optional<String> edit,
        Optional<String> remove,
        Optional<CommitLine> last,
        Optional<Inspected> inspected,
        Optional<PersonalDataPage.File> personalData,
        Content content) {
    public FilePage {
        crumbs = List.copyOf(crumbs);
    }

    /// What of a file can be shown.
    public sealed interface Content {}

    /// Text.
    ///
    /// @param language for colouring, as highlight.js calls it; empty for none
    /// @param text all of it
    /// @param lines how many lines it has
    public record Text(String language, String text, int lines) implements Content {}

    /// Markdown, set as a card is.
    ///
    /// @param html it, sanitised
    /// @param source where it is shown as it was written
    public record Markdown(String html, String source) implements Content {}

    /// A picture.
    public record Picture(String url) implements Content {}

    /// The header of a file of weights.
    ///
    /// @param format what it is written in
    /// @param facts its metadata
    /// @param tensors its tensors, as far as shown
    /// @param total how many tensors it has
    /// @param parameters how many parameters they hold
    public record Weights(String format, List<Fact> facts, List<Tensor> tensors, String total, String parameters)
            implements Content {
        public Weights {
            facts = List.copyOf(facts);
            tensors = List.copyOf(tensors);
        }
    }

    /// Nothing of it, and why.
    public record Unshown(String why) implements Content {}

    /// A line of a header's metadata.
    public record Fact(String key, String value) {}

    /// A tensor.
    ///
    /// @param name its name
    /// @param type how its numbers are written
    /// @param shape its dimensions
    /// @param size its bytes
    public record Tensor(String name, String type, String shape, String size) {}
}
