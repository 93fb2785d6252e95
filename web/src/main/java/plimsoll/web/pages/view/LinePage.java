package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// What is known of a repository and the line that follows, as its Line tab shows it.
///
/// @param commit the revision; empty text where there is none yet
/// @param facts what is known
/// @param unknown what is not
/// @param findings what cannot be true, as sentences
/// @param line the line; empty where there is no revision
/// @param duties what is owed because of it; empty where nothing is
/// @param exemption what is let out further than the line allows, and why, as a sentence; empty where nothing is
/// @param documents the documents that laws ask for
/// @param speaks whether it has a template for conversations
/// @param mayDeclare whether the visitor may declare facts
/// @param mayAttest whether the visitor may attest facts
/// @param mayRaise whether the visitor may open it as far as the line allows
/// @param mayExempt whether the visitor may exempt it
public record LinePage(
        String commit,
        List<Fact> facts,
        List<String> unknown,
        List<String> findings,
        Optional<Drawn> line,
        List<Owed> duties,
        Optional<String> exemption,
        List<ReleasePage.Option> documents,
        boolean speaks,
        boolean mayDeclare,
        boolean mayAttest,
        boolean mayRaise,
        boolean mayExempt) {
    public LinePage {
        facts = List.copyOf(facts);
        unknown = List.copyOf(unknown);
        findings = List.copyOf(findings);
        duties = List.copyOf(duties);
        documents = List.copyOf(documents);
    }

    /// Whether it tells what is owed: not where something is otherwise than it is.
    public boolean tellsOwed() {
        return !duties.isEmpty()
                && line.map(Drawn::supposition).filter(said -> !said.isEmpty()).isEmpty();
    }

    /// A fact.
    ///
    /// @param name what it is about
    /// @param value what it says, with its unit
    /// @param kind who says so
    /// @param source how they know
    /// @param evidence the hash of what shows it
    /// @param counts whether no weightier fact of the same name stands above it
    public record Fact(String name, String value, String kind, String source, String evidence, boolean counts) {}

    /// A line.
    ///
    /// @param gauge it in a drawing
    /// @param ceilings the most open level of each component
    /// @param reasons the rules that apply, as sentences
    /// @param undetermined those of which the facts do not tell, as sentences
    /// @param duties what has to be done
    /// @param supposition what is otherwise than it is; empty text where all is as it is
    /// @param packs the packs that can be asked
    /// @param names the facts that can be supposed
    /// @param wrong what is wrong with the supposition; empty text where nothing is
    public record Drawn(
            ReleasePage.Gauge gauge,
            List<ReleasePage.Part> ceilings,
            List<String> reasons,
            List<String> undetermined,
            List<String> duties,
            String supposition,
            List<ReleasePage.Option> packs,
            List<ReleasePage.Option> names,
            String wrong) {
        public Drawn {
            ceilings = List.copyOf(ceilings);
            reasons = List.copyOf(reasons);
            undetermined = List.copyOf(undetermined);
            duties = List.copyOf(duties);
            packs = List.copyOf(packs);
            names = List.copyOf(names);
        }
    }
}
