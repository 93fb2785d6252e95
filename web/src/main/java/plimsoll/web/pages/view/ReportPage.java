package plimsoll.web.pages.view;

import java.util.List;

/// A document that a law asks for, filled with what is known.
///
/// @param id the form's name in addresses
/// @param title what people call it
/// @param source where it stands what it has to say
/// @param repository of what
/// @param commit of which revision
/// @param at when it was filled
/// @param summary how much of it is answered, as a sentence
/// @param sections what it says
/// @param forms all forms, this one chosen
/// @param json where it is as JSON
/// @param file where it is as a file to print
public record ReportPage(
        String id,
        String title,
        String source,
        String repository,
        String commit,
        String at,
        String summary,
        List<Section> sections,
        List<ReleasePage.Option> forms,
        String json,
        String file) {
    public ReportPage {
        sections = List.copyOf(sections);
        forms = List.copyOf(forms);
    }

    /// Items that belong together.
    public record Section(String title, List<Item> items) {
        public Section {
            items = List.copyOf(items);
        }
    }

    /// An item.
    ///
    /// @param title what is asked
    /// @param readers for whom it is
    /// @param answered whether nothing of it is missing
    /// @param answers the answers
    /// @param gap what is missing and who has to bring it; empty text where nothing is
    public record Item(String title, String readers, boolean answered, List<Answer> answers, String gap) {
        public Item {
            answers = List.copyOf(answers);
        }
    }

    /// An answer.
    ///
    /// @param about what of the item it answers; empty text for all
    /// @param text it
    /// @param kind who says so
    /// @param source how they know
    /// @param evidence the hash of what shows it
    public record Answer(String about, String text, String kind, String source, String evidence) {}
}
