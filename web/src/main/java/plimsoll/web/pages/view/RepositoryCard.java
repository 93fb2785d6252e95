package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// A repository's first page.
///
/// @param card its card as sanitised HTML; empty when it has none
/// @param particulars what its side bar says
/// @param snippets how to use it; none while it is empty
/// @param publishing how to put the first files into it
public record RepositoryCard(
        Optional<String> card, List<Particular> particulars, List<Snippet> snippets, List<Snippet> publishing) {
    public RepositoryCard {
        particulars = List.copyOf(particulars);
        snippets = List.copyOf(snippets);
        publishing = List.copyOf(publishing);
    }

    /// One line of the side bar.
    ///
    /// @param term what it says
    /// @param values each in words, some with an address
    public record Particular(String term, List<Value> values) {
        public Particular {
            values = List.copyOf(values);
        }
    }

    /// A value in the side bar.
    ///
    /// @param text in words
    /// @param url where it leads; empty when nowhere
    /// @param moment the time it is; empty when it is no time
    public record Value(String text, Optional<String> url, Optional<Moment> moment) {
        /// Plain words.
        public static Value of(String text) {
            return new Value(text, Optional.empty(), Optional.empty());
        }

        /// Words that lead somewhere.
        public static Value link(String text, String url) {
            return new Value(text, Optional.of(url), Optional.empty());
        }

        /// A time.
        public static Value at(Moment moment) {
            return new Value(moment.words(), Optional.empty(), Optional.of(moment));
        }
    }

    /// How to use the repository with one client.
    ///
    /// @param client the client's name
    /// @param language of the text, for colouring
    /// @param text what to type or write
    public record Snippet(String client, String language, String text) {}
}
