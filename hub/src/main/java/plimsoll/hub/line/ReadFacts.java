package plimsoll.hub.line;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.Repositories;

/// Tells what is known of a revision: the sheet that is kept, or one made on the spot, and what follows from how it is
/// released at this moment.
public final class ReadFacts {
    private final FactSheets sheets;
    private final MeasureFacts measure;
    private final ReadTree tree;
    private final Repositories repositories;
    private final Testimonies testimonies;

    /// With what it needs.
    public ReadFacts(
            FactSheets sheets,
            MeasureFacts measure,
            ReadTree tree,
            Repositories repositories,
            Testimonies testimonies) {
        this.sheets = sheets;
        this.measure = measure;
        this.tree = tree;
        this.repositories = repositories;
        this.testimonies = testimonies;
    }

    /// What is known of a revision.
    ///
    /// @param commit which
    /// @param sheet the facts that the holder of the pass may be told
    /// @param whole all facts, from which the line is drawn
    public record Known(GitOid commit, FactSheet sheet, FactSheet whole) {}

    /// What is known of the revision of this name; empty when the holder of `pass` sees none.
    public Optional<Known> of(Pass pass, String revision) throws IOException {
        var commit = tree.resolve(pass, revision);
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        var repository = pass.repository();
        var kept = sheets.of(repository.id()).filter(one -> one.commit().equals(commit.get()));
        var sheet = kept.isPresent()
                ? kept.get().sheet()
                : measure.sheet(measure.of(repository, repositories.at(repository.id(), commit.get())));
        var published = PublishedFacts.of(repository, sheet, pass.release(), pass.at());
        return Optional.of(
                new Known(commit.get(), told(pass, commit.get(), sheet).and(published), sheet.and(published)));
    }

    // Beside what was said in confidence, the hash of a file that somebody may not know of is evidence they may not
    // see.
    private FactSheet told(Pass pass, GitOid commit, FactSheet sheet) {
        if (pass.isInsider()) {
            return sheet;
        }
        var open =
                TestifiedFacts.open(sheet, testimonies.current(pass.repository().id()));
        return pass.seesEverything()
                ? open
                : new FactSheet(open.facts().stream()
                        .map(fact -> fact.kind() == Fact.Kind.MEASURED ? fact.shownBy(commit.hex()) : fact)
                        .filter(fact -> fact.name() != FactName.CONTENT_DIGEST && fact.name() != FactName.FILE_TREE)
                        .toList());
    }
}
