package plimsoll.hub.inspection;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.release.Release;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.ShownRefs;

/// What follows when other commits are held than before: listings and sheets speak of what others see of the main
/// branch.
final class FollowHolds {
    private final Repositories repositories;
    private final Catalogue catalogue;
    private final Sequel sequel;

    FollowHolds(Repositories repositories, Catalogue catalogue, Sequel sequel) {
        this.repositories = repositories;
        this.catalogue = catalogue;
        this.sequel = sequel;
    }

    /// What to note when a repository's release comes to be `after`. Where others see no commit then, no listing goes
    /// on saying what the card of a held one says.
    Sequel.Note of(Repository repository, Release after) throws IOException {
        var id = repository.id();
        var head = Optional.ofNullable(repositories.refs(id).get(RefName.MAIN));
        if (head.isEmpty()) {
            return () -> {};
        }
        var shown = after.plan().byHand()
                ? Optional.ofNullable(after.released().get(RefName.MAIN))
                : new ShownRefs(repositories).passed(id, head.get(), after);
        return shown.isEmpty()
                ? () -> catalogue.undescribe(id)
                : sequel.prepare(repository, repositories.at(id, shown.get()));
    }
}
