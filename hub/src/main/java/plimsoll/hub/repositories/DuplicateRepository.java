package plimsoll.hub.repositories;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.Release;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.CreateRepository.Outcome;
import plimsoll.hub.repositories.CreateRepository.Outcome.Created;

/// Makes a repository that begins with all another has: its history, and links to its large files. No byte is copied.
public final class DuplicateRepository {
    private final CreateRepository create;
    private final Reach reach;
    private final Releases releases;
    private final Catalogue catalogue;
    private final Repositories repositories;
    private final LargeFiles largeFiles;
    private final Sequel follows;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs; `follows` hears of the commit that speaks for the copy.
    public DuplicateRepository(
            CreateRepository create,
            Reach reach,
            Releases releases,
            Catalogue catalogue,
            Repositories repositories,
            LargeFiles largeFiles,
            Sequel follows,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.create = create;
        this.reach = reach;
        this.releases = releases;
        this.catalogue = catalogue;
        this.repositories = repositories;
        this.largeFiles = largeFiles;
        this.follows = follows;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Duplicates. What is anybody's is the copier's to publish again; what is on terms, under an agreement or withheld
    /// in part is copied by its own publisher only, and the copy begins with the same plan.
    ///
    /// @param pass to read the source
    public Outcome duplicate(Pass pass, RepoName wanted, Visibility visibility) throws IOException {
        var source = pass.require(Intent.READ).repository();
        var admission = reach.copy(pass);
        if (!(admission instanceof Admitted)) {
            return new Outcome.Refused(admission);
        }
        var speaking = speaking(source);
        if (speaking.isPresent()) { // read now, so that the transaction finds it read
            follows.prepare(source, repositories.at(source.id(), speaking.get()));
        }
        return transactions.<Outcome, IOException>run(() -> {
            var outcome = create.create(pass.recipient(), source.kind(), wanted, visibility);
            if (outcome instanceof Created(var repository)) {
                fill(source.id(), repository);
                releases.hold(repository.id(), releases.allHolds(source.id()), List.of());
                keepPlan(pass, repository);
                journal.append(Deed.of(
                        Deed.Kind.REPOSITORY_DUPLICATED,
                        pass.recipient().actor(),
                        repository.id().hex(),
                        Map.of("source", source.id().hex())));
                follow(repository);
            }
            return outcome;
        });
    }

    private Optional<GitOid> speaking(Repository repository) {
        return catalogue.listed(repository.id()).flatMap(Listed::description).map(Description::head);
    }

    private void follow(Repository copy) throws IOException {
        var speaking = speaking(copy);
        if (speaking.isPresent()) {
            follows.prepare(copy, repositories.at(copy.id(), speaking.get())).take();
        }
    }

    private void keepPlan(Pass pass, Repository copy) {
        var now = Instant.ofEpochMilli(clock.millis());
        if (!pass.isInsider()) {
            return;
        }
        var plan = pass.release().plan().shown(copy.visibility());
        if (!plan.equals(ReleasePlan.of(copy.visibility()))) {
            releases.keep(copy.id(), plan, now);
            catalogue.show(copy.id(), new Release(plan, false, List.of(), Map.of()).showing(copy.kind(), now));
        }
    }

    private void fill(RepositoryId source, Repository copy) throws IOException {
        var now = Instant.ofEpochMilli(clock.millis());
        repositories.copy(source, copy.id());
        largeFiles.copy(source, copy.id(), now);
        catalogue
                .listed(source)
                .flatMap(listed -> listed.description())
                .ifPresent(description -> catalogue.describe(copy.id(), description, now));
    }
}
