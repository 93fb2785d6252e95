package plimsoll.web.pages.view;

import java.util.List;

/// The form in which a publisher declares what is true of a model, or an auditor attests it.
///
/// @param action where the form is sent
/// @param attests whether it is an auditor's
/// @param groups what is asked
/// @param wrong all that is wrong with what was sent, as sentences
/// @param history what was said before, newest first
/// @param key where publishers' keys are
public record DeclarationPage(
        String action, boolean attests, List<Group> groups, List<String> wrong, List<Statement> history, String key) {
    public DeclarationPage {
        groups = List.copyOf(groups);
        wrong = List.copyOf(wrong);
        history = List.copyOf(history);
    }

    /// Questions that belong together.
    ///
    /// @param id of its heading
    /// @param title what they are about
    /// @param fields the questions
    public record Group(String id, String title, List<Field> fields) {
        public Group {
            fields = List.copyOf(fields);
        }
    }

    /// A question.
    ///
    /// @param name the fact it asks for, as the protocol names it
    /// @param label it in a few words
    /// @param help what belongs there
    /// @param shape which control: number, truth, words, text, day
    /// @param unit of a number
    /// @param first what is there, or its lower bound
    /// @param second the upper bound of a number
    /// @param unknown whether it is said to be unknown
    /// @param confidential whether it is for authorities only
    /// @param official whether the EU's form wants it for authorities alone
    /// @param known what is known of it otherwise, as a sentence; empty text for nothing
    public record Field(
            String name,
            String label,
            String help,
            String shape,
            String unit,
            String first,
            String second,
            boolean unknown,
            boolean confidential,
            boolean official,
            String known) {}

    /// Something that was said.
    ///
    /// @param words what, by whom, signed by what
    /// @param at when
    /// @param counts whether it is the newest of its witness
    /// @param url of the signed statement; empty text where it is for authorities only
    /// @param entry its entry in the log
    public record Statement(String words, Moment at, boolean counts, String url, long entry) {}
}
