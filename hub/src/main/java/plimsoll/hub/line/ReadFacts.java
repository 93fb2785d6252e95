package plimsoll.hub.line;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Value.Truth;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.Release;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;

/// Tells what is known of a revision: the sheet that is kept, or one made on the spot, and what follows from how it is
/// released at this moment.
public final class ReadFacts {
    private final FactSheets sheets;
    private final MeasureFacts measure;
    private final ReadTree tree;

    /// With what it needs.
    public ReadFacts(FactSheets sheets, MeasureFacts measure, ReadTree tree) {
        this.sheets = sheets;
        this.measure = measure;
        this.tree = tree;
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
        var sheet = kept.isPresent() ? kept.get().sheet() : measure.of(repository, commit.get());
        return Optional.of(new Known(commit.get(), sheet.and(published(repository, sheet, pass.release(), pass))));
    }

    private static List<Fact> published(Repository repository, FactSheet sheet, Release release, Pass pass) {
        if (repository.kind() != RepoKind.MODEL) {
            return List.of();
        }
        var facts = new ArrayList<Fact>();
        var papers = release.accessTo(Component.PAPERS, pass.at()).isForAnybody();
        var weights = release.accessTo(Component.WEIGHTS, pass.at()).level().compareTo(Level.GATED_DOWNLOAD) >= 0;
        facts.add(fact(FactName.WEIGHTS_PUBLISHED, papers && weights, repository, pass));
        facts.add(fact(
                FactName.ARCHITECTURE_PUBLISHED,
                papers && sheet.of(FactName.ARCHITECTURE).isPresent(),
                repository,
                pass));
        facts.add(fact(
                FactName.USAGE_INFO_PUBLISHED,
                papers && sheet.of(FactName.LICENSE).isPresent(),
                repository,
                pass));
        return facts;
    }

    private static Fact fact(FactName name, boolean holds, Repository repository, Pass pass) {
        return new Fact(
                name,
                new Truth(holds),
                Kind.MEASURED,
                "the release plan",
                repository.id().hex(),
                pass.at());
    }
}
