package plimsoll.hub.release;

import java.io.IOException;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.Snapshot;

/// Brings a release plan up to date when a main branch has moved and its card says something else of it.
public final class FollowCard implements Sequel {
    private final Sequel described;
    private final Catalogue catalogue;
    private final SetPlan plans;

    /// After `described` has noted the card in `catalogue`.
    public FollowCard(Sequel described, Catalogue catalogue, SetPlan plans) {
        this.described = described;
        this.catalogue = catalogue;
        this.plans = plans;
    }

    @Override
    public Note prepare(Repository repository, Snapshot head) throws IOException {
        var note = described.prepare(repository, head);
        return () -> {
            note.take();
            follow(repository, head.commit());
        };
    }

    private void follow(Repository repository, GitOid head) {
        var card = catalogue
                .listed(repository.id())
                .flatMap(listed -> listed.description())
                .filter(description -> description.head().equals(head))
                .map(description -> description.card().json());
        if (card.isPresent()) {
            var prompt = AccessForm.of(card.get()).prompt();
            plans.follow(
                    repository,
                    AccessForm.rules(card.get()),
                    prompt.isBlank() ? Optional.empty() : Optional.of(prompt));
        }
    }
}
