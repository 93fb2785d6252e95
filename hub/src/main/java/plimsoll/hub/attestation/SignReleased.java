package plimsoll.hub.attestation;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Repositories;

/// Signs the files of every commit that others come to see, when they do: by a release, by a push where nothing is
/// released by hand, by a plan that opens what was closed. A commit that another has followed by then is signed for the
/// first who asks.
public final class SignReleased implements FollowJournal.Follower {
    private final SignModel sign;
    private final Catalogue catalogue;
    private final Releases releases;
    private final Repositories repositories;
    private final InstantSource clock;

    /// Signs by `sign`.
    public SignReleased(
            SignModel sign, Catalogue catalogue, Releases releases, Repositories repositories, InstantSource clock) {
        this.sign = sign;
        this.catalogue = catalogue;
        this.releases = releases;
        this.repositories = repositories;
        this.clock = clock;
    }

    @Override
    public void saw(Link link) throws IOException {
        var deed = link.deed();
        boolean releasing = deed.kind() == Deed.Kind.COMMIT_RELEASED
                || deed.kind() == Deed.Kind.REFS_MOVED
                || deed.kind() == Deed.Kind.PLAN_SET
                || deed.kind() == Deed.Kind.STAGE_REACHED;
        var repository = releasing ? catalogue.find(new RepositoryId(deed.subject())) : Optional.<Repository>empty();
        if (repository.isPresent()) {
            var ref = Optional.ofNullable(deed.details().get("ref"))
                    .map(RefName::new)
                    .orElse(RefName.MAIN);
            var commit = seen(repository.get(), ref);
            if (commit.isPresent()) {
                sign.sign(repository.get(), commit.get());
            }
        }
    }

    /// What others see of a ref.
    private Optional<GitOid> seen(Repository repository, RefName ref) throws IOException {
        var release = releases.of(repository);
        if (release.showing(repository.kind(), clock.instant()).level() == Level.INTERNAL) {
            return Optional.empty();
        }
        var seen = Optional.ofNullable(
                release.plan().byHand()
                        ? release.released().get(ref)
                        : repositories.refs(repository.id()).get(ref));
        return seen.filter(commit -> release.heldAt(commit).isEmpty());
    }
}
