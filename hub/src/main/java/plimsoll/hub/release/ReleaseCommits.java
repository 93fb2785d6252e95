package plimsoll.hub.release;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Releases;
import plimsoll.hub.repositories.Repositories;
import plimsoll.hub.repositories.Sequel;
import plimsoll.hub.repositories.Sequel.Note;
import plimsoll.hub.repositories.ShownRefs;

/// Releases commits, where the plan says that this is done by hand: until then others see the one before. What an
/// inspection holds is not released.
public final class ReleaseCommits {
    private final Repositories repositories;
    private final Releases releases;
    private final Sequel sequel;
    private final ShownRefs shown;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs; `sequel` hears when others see another main branch.
    public ReleaseCommits(
            Repositories repositories,
            Releases releases,
            Sequel sequel,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.repositories = repositories;
        this.releases = releases;
        this.sequel = sequel;
        this.shown = new ShownRefs(repositories);
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Where a branch or tag is, and what of it others see.
    ///
    /// @param ref which
    /// @param head where its publisher has it
    /// @param released what others see; empty when nothing of it is released
    /// @param hold why an inspection holds it, or what it followed
    public record State(RefName ref, GitOid head, Optional<GitOid> released, Optional<Hold> hold) {
        /// Whether its newest commit waits.
        public boolean isPending() {
            return !released.equals(Optional.of(head));
        }
    }

    /// Every branch and tag, as its publisher's people may know them: to others none. All are released where the plan
    /// does not release by hand.
    public List<State> states(Pass pass) throws IOException {
        var repository = pass.require(Intent.LOOK).repository();
        var release = releases.of(repository);
        var states = new ArrayList<State>();
        if (!pass.isInsider()) {
            return states;
        }
        for (var ref : repositories.refs(repository.id()).entrySet()) {
            var head = ref.getValue();
            var seen = release.plan().byHand()
                    ? Optional.ofNullable(release.released().get(ref.getKey()))
                    : Optional.of(head);
            var passed = seen.isPresent() && !release.holds().isEmpty()
                    ? shown.passed(repository.id(), seen.get(), release)
                    : seen;
            states.add(new State(ref.getKey(), head, passed, release.heldAt(head)));
        }
        return states;
    }

    /// What comes of an attempt to release.
    public sealed interface Outcome {
        /// Others see it.
        record Released(GitOid commit) implements Outcome {}

        /// An inspection holds it.
        record Held(Hold hold) implements Outcome {}

        /// There is no such branch or tag.
        record NoRef() implements Outcome {}
    }

    /// Lets others see a branch or tag where it is now.
    ///
    /// @param pass to administer the repository
    public Outcome release(Pass pass, RefName ref) throws IOException {
        var repository = pass.require(Intent.ADMINISTER).repository();
        var id = repository.id();
        while (true) { // again, if the ref moves meanwhile
            var head = Optional.ofNullable(repositories.refs(id).get(ref));
            if (head.isEmpty()) {
                return new Outcome.NoRef();
            }
            var hold = releases.of(repository).heldAt(head.get());
            if (hold.isPresent()) {
                return new Outcome.Held(hold.get());
            }
            Note follows =
                    ref.equals(RefName.MAIN) ? sequel.prepare(repository, repositories.at(id, head.get())) : () -> {};
            boolean released = transactions.<Boolean, IOException>run(() -> {
                if (!head.get().equals(repositories.refs(id).get(ref))) {
                    return false;
                }
                releases.release(id, ref, head.get(), Instant.ofEpochMilli(clock.millis()));
                journal.append(Deed.of(
                        Deed.Kind.COMMIT_RELEASED,
                        pass.recipient().actor(),
                        id.hex(),
                        Map.of("ref", ref.text(), "commit", head.get().hex())));
                follows.take();
                return true;
            });
            if (released) {
                return new Outcome.Released(head.get());
            }
        }
    }
}
