package plimsoll.hub.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Agreement;
import plimsoll.domain.release.Gate;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Namespaces;

/// Makes, renews and ends the agreements under which partners get what is staged.
public final class KeepAgreements {
    private final Agreements agreements;
    private final Namespaces namespaces;
    private final Notices notices;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// With what it needs. `random` names agreements: what it gives must not repeat.
    public KeepAgreements(
            Agreements agreements,
            Namespaces namespaces,
            Notices notices,
            Transactions transactions,
            Journal journal,
            InstantSource clock,
            RandomGenerator random) {
        this.agreements = agreements;
        this.namespaces = namespaces;
        this.notices = notices;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.random = random;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is kept.
        record Kept(Agreement agreement) implements Outcome {}

        /// There is none of this id that the caller may know of.
        record Unknown() implements Outcome {}

        /// They may not do this in this publisher's name.
        record NotAllowed() implements Outcome {}

        /// It cannot be.
        ///
        /// @param reason why not, in words for the publisher
        record Unfit(String reason) implements Outcome {}
    }

    /// What an agreement says.
    ///
    /// @param title what it is called
    /// @param document the hash of the signed document
    /// @param parties the accounts and organisations that signed
    /// @param signatories who signed
    /// @param from when it comes into force
    /// @param until when it ends
    public record Draft(
            String title, Sha256 document, List<Namespace> parties, String signatories, Instant from, Instant until) {
        public Draft {
            parties = List.copyOf(parties);
        }
    }

    /// A publisher's agreements, for those who may see them: its admins, and who watches over the hub.
    public Optional<List<Agreement>> list(Recipient who, Namespace owner) {
        boolean watches = who instanceof Known known && known.role() == SiteRole.AUDITOR;
        boolean member = who instanceof Known known && known.holds(OrganisationRole.READ, owner);
        boolean admits = Gate.admitToPublish(who, owner) instanceof Admitted;
        return watches || member || admits ? Optional.of(agreements.of(owner)) : Optional.empty();
    }

    /// Makes an agreement.
    public Outcome make(Recipient who, Namespace owner, Draft draft) {
        if (!(Gate.admitToAdminister(who, owner) instanceof Admitted)) {
            return new Outcome.NotAllowed();
        }
        var parties = new ArrayList<Namespace>();
        for (var party : draft.parties) {
            var known = namespaces.find(party);
            if (known.isEmpty()) {
                return new Outcome.Unfit("There is no account and no organisation called '%s'.".formatted(party));
            }
            parties.add(known.get());
        }
        try {
            var id = RepositoryId.next(clock.instant().getEpochSecond(), random).hex();
            var agreement = new Agreement(
                    id, owner, draft.title, draft.document, parties, draft.signatories, draft.from, draft.until);
            keep(who, agreement, Deed.Kind.AGREEMENT_MADE, "%s made an agreement with you: %s.");
            return new Outcome.Kept(agreement);
        } catch (IllegalArgumentException e) {
            return new Outcome.Unfit(String.valueOf(e.getMessage()));
        }
    }

    /// Gives an agreement another end: a later one renews it, one that has passed ends it now.
    public Outcome end(Recipient who, String id, Instant until) {
        var found = agreements.find(id);
        if (found.isEmpty() || list(who, found.get().owner()).isEmpty()) {
            return new Outcome.Unknown();
        }
        if (!(Gate.admitToAdminister(who, found.get().owner()) instanceof Admitted)) {
            return new Outcome.NotAllowed();
        }
        try {
            var agreement = found.get().until(until);
            keep(who, agreement, Deed.Kind.AGREEMENT_CHANGED, "%s changed the end of an agreement with you: %s.");
            return new Outcome.Kept(agreement);
        } catch (IllegalArgumentException e) {
            return new Outcome.Unfit(String.valueOf(e.getMessage()));
        }
    }

    private void keep(Recipient who, Agreement agreement, Deed.Kind kind, String told) {
        var now = Instant.ofEpochMilli(clock.millis());
        transactions.run(() -> {
            agreements.keep(agreement);
            var text = told.formatted(agreement.owner(), agreement.title());
            agreement
                    .parties()
                    .forEach(party -> notices.send(
                            party, new Notice(text, agreement.owner().text(), now)));
            journal.append(Deed.of(
                    kind,
                    who.actor(),
                    agreement.id(),
                    Map.of(
                            "owner", agreement.owner().text(),
                            "document", agreement.document().hex(),
                            "parties",
                                    String.join(
                                            " ",
                                            agreement.parties().stream()
                                                    .map(Namespace::text)
                                                    .toList()),
                            "from", agreement.from().toString(),
                            "until", agreement.until().toString())));
            return true;
        });
    }
}
