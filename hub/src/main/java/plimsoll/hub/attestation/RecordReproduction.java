package plimsoll.hub.attestation;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Repositories;

/// Records that somebody trained a model again, and whether the same weights came of it.
public final class RecordReproduction {
    /// What a program calls itself, at most.
    public static final int MAX_SOFTWARE_CHARACTERS = 100;

    private static final FilePath WEIGHTS = new FilePath("model.safetensors");

    private final Repositories repositories;
    private final Reproductions reproductions;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public RecordReproduction(
            Repositories repositories,
            Reproductions reproductions,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.repositories = repositories;
        this.reproductions = reproductions;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is recorded.
        record Recorded(Reproduction reproduction) implements Outcome {}

        /// They may not.
        record Refused(Admission why) implements Outcome {}

        /// There is no such revision, or there are no weights in it.
        record NothingThere() implements Outcome {}
    }

    /// Records it.
    ///
    /// @param pass of an account that may take the weights
    /// @param trained the hash of the weights that came of training again
    /// @param software what trained, at most [#MAX_SOFTWARE_CHARACTERS]
    public Outcome record(Pass pass, String revision, Sha256 trained, String software) throws IOException {
        var repository = pass.require(Intent.READ).repository();
        var refusal = refusal(pass);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        var commit = repositories.resolve(repository.id(), revision);
        var published = commit.isEmpty() ? Optional.<Sha256>empty() : weights(pass, commit.get());
        if (published.isEmpty()) {
            return new Outcome.NothingThere();
        }
        var said = new Reproduction(
                commit.get(),
                pass.recipient().actor(),
                Instant.ofEpochMilli(clock.millis()),
                published.get(),
                trained,
                software,
                0);
        return transactions.run(() -> {
            journal.append(Deed.of(
                    Deed.Kind.MODEL_REPRODUCED,
                    said.by(),
                    repository.id().hex(),
                    Map.of(
                            "commit", said.commit().hex(),
                            "published", said.published().hex(),
                            "trained", trained.hex(),
                            "same", Boolean.toString(said.isSame()),
                            "software", software)));
            return new Outcome.Recorded(reproductions.keep(repository.id(), said));
        });
    }

    /// What was recorded of a repository, newest first; nothing for those from whom a part of it is withheld, for it
    /// names the weights' hash.
    public List<Reproduction> of(Pass pass, int limit) {
        return pass.seesEverything() ? reproductions.of(pass.repository().id(), limit) : List.of();
    }

    private static Optional<Admission> refusal(Pass pass) {
        return switch (pass.recipient()) {
            case Stranger _ -> Optional.of(new Admission.RoleTooSmall());
            case Known known when known.standing() == Standing.SUSPENDED -> Optional.of(new Admission.Suspended());
            case Known known when known.scope() == Scope.READ -> Optional.of(new Admission.ScopeTooSmall());
            case Known _ -> pass.seesEverything() ? Optional.empty() : Optional.of(new Admission.RoleTooSmall());
        };
    }

    private Optional<Sha256> weights(Pass pass, GitOid commit) throws IOException {
        return repositories
                .find(pass.repository().id(), commit, WEIGHTS)
                .flatMap(entry -> entry instanceof Entry.LargeFile large
                        ? Optional.of(large.pointer().content())
                        : Optional.empty());
    }
}
