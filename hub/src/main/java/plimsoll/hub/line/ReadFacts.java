package plimsoll.hub.line;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
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

    /// With what it needs.
    public ReadFacts(FactSheets sheets, MeasureFacts measure, ReadTree tree, Repositories repositories) {
        this.sheets = sheets;
        this.measure = measure;
        this.tree = tree;
        this.repositories = repositories;
    }

    /// What is known of a revision.
    ///
    /// @param commit which
    /// @param sheet the facts
    public record Known(GitOid commit, FactSheet sheet) {}

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
                : measure.of(repository, repositories.at(repository.id(), commit.get()));
        var published = PublishedFacts.of(repository, sheet, pass.release(), pass.at());
        return Optional.of(new Known(commit.get(), sheet.and(published)));
    }
}
