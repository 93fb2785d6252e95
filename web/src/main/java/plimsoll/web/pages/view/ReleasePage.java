package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// How a repository is released, as its Release tab shows it.
///
/// @param gauge the load line
/// @param parts each component and who may have it
/// @param words who can do what, in whole sentences
/// @param stages what comes into force later, as sentences
/// @param limits what holds it back, as sentences
/// @param recalls what was called back, as sentences
/// @param files which files belong to which component
/// @param lineage what derives from what; empty where nothing does
/// @param ask where to ask for access; empty where nothing is on terms
/// @param commits branches whose newest commit is not released
/// @param editor the form to change it; empty for those who may not
/// @param recallAt where to recall; empty for those who may not
/// @param copies who took copies; empty for those who may not know
/// @param statements what the hub signed about it, newest first
/// @param reproductions what came of training it again, newest first
public record ReleasePage(
        Gauge gauge,
        List<Part> parts,
        List<String> words,
        List<String> stages,
        List<String> limits,
        List<String> recalls,
        List<Files> files,
        Optional<LineageChart> lineage,
        Optional<String> ask,
        List<Commit> commits,
        Optional<Editor> editor,
        Optional<String> recallAt,
        Optional<List<Copy>> copies,
        List<Statement> statements,
        List<Reproduced> reproductions) {
    public ReleasePage {
        parts = List.copyOf(parts);
        words = List.copyOf(words);
        stages = List.copyOf(stages);
        limits = List.copyOf(limits);
        recalls = List.copyOf(recalls);
        files = List.copyOf(files);
        commits = List.copyOf(commits);
        statements = List.copyOf(statements);
        reproductions = List.copyOf(reproductions);
    }

    /// A load line: a hull that floats the higher the more openly it is released.
    ///
    /// @param level where it floats, from 0 to `marks.size() - 1`
    /// @param limit how high it may, likewise
    /// @param marks the levels' names, the closed one first
    /// @param said all of it in a sentence
    public record Gauge(int level, int limit, List<String> marks, String said) {
        /// The distance between two marks in the drawing.
        public static final int STEP = 34;

        private static final int BOTTOM = 232;

        public Gauge {
            marks = List.copyOf(marks);
        }

        /// Where a mark is in the drawing, from its top.
        public int y(int mark) {
            return BOTTOM - mark * STEP;
        }
    }

    /// A component.
    ///
    /// @param name what it is called
    /// @param level how far it is let out
    /// @param words who may have it
    public record Part(String name, String level, String words) {}

    /// Files of one component, as far as shown.
    ///
    /// @param component what they belong to
    /// @param names their paths
    /// @param more how many there are besides
    public record Files(String component, List<String> names, int more) {
        public Files {
            names = List.copyOf(names);
        }
    }

    /// A branch or tag that waits for its release.
    ///
    /// @param ref its full name
    /// @param name what people call it
    /// @param head where it is
    /// @param released what others see of it, or that they see nothing
    /// @param held why an inspection holds it, when one does
    public record Commit(String ref, String name, String head, String released, Optional<String> held) {}

    /// The form of a plan.
    ///
    /// @param components each with its choices
    /// @param agreements to choose from, by id
    /// @param terms the text of the terms
    /// @param byHand whether commits are released by hand
    /// @param incident whether an incident is open
    /// @param wrong why it was not changed
    /// @param preview what the plan in the form would mean, as sentences; empty without one
    public record Editor(
            List<Choices> components,
            List<Option> agreements,
            String terms,
            boolean byHand,
            boolean incident,
            List<String> wrong,
            List<String> preview) {
        public Editor {
            components = List.copyOf(components);
            agreements = List.copyOf(agreements);
            wrong = List.copyOf(wrong);
            preview = List.copyOf(preview);
        }
    }

    /// What one component can be.
    ///
    /// @param word its name in the form
    /// @param name what it is called
    /// @param options what can be chosen
    public record Choices(String word, String name, List<Option> options) {
        public Choices {
            options = List.copyOf(options);
        }
    }

    /// Something to choose.
    public record Option(String value, String label, boolean chosen) {}

    /// A signed statement.
    ///
    /// @param what what was decided
    /// @param at when
    /// @param envelope where the statement is
    /// @param proof where the proof is that the log has it
    public record Statement(String what, Moment at, String envelope, String proof) {}

    /// What came of training a model again.
    ///
    /// @param who says so
    /// @param commit the first digits of the commit
    /// @param same whether the weights are the same bytes
    /// @param software what trained
    /// @param at when
    /// @param proof where the proof is that the log has it
    public record Reproduced(String who, String commit, boolean same, String software, Moment at, String proof) {}

    /// A copy that somebody took.
    public record Copy(String who, String what, Moment at) {}
}
