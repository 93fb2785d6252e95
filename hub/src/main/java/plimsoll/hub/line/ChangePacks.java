package plimsoll.hub.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.content.TextDiff;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.line.RulePack;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.line.HoldReleases.Excess;
import plimsoll.hub.line.Packs.Proposal;

/// Changes packs of rules, which takes two: one proposes, another decides. What an auditor brings in belongs to the
/// auditors, and those who run the hub cannot change it; everything else belongs to the admins.
public final class ChangePacks {
    /// As many effects of a proposal as anybody reads.
    public static final int MAX_EFFECTS = 200;
    /// As many proposals as may wait.
    private static final int MAX_WAITING = 100;

    private static final int MAX_DIFF_CHARACTERS = 20_000;

    private final Packs packs;
    private final PackShelf shelf;
    private final PackText reader;
    private final HoldReleases hold;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public ChangePacks(
            Packs packs,
            PackShelf shelf,
            PackText reader,
            HoldReleases hold,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.packs = packs;
        this.shelf = shelf;
        this.reader = reader;
        this.hold = hold;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It waits for somebody else's word.
        record Waits(long number) implements Outcome {}

        /// It was adopted, or turned down.
        record Decided(boolean adopted) implements Outcome {}

        /// They may not.
        record NotAllowed(String why) implements Outcome {}

        /// It is no pack, for a reason to be told.
        record Unfit(String reason) implements Outcome {}

        /// There is no such proposal, or it was decided on.
        record Unknown() implements Outcome {}
    }

    /// A proposal, as whoever decides on it has to see it.
    ///
    /// @param proposal the proposal
    /// @param diff what it changes, line by line
    /// @param effects what would be closed
    public record Weighed(Proposal proposal, List<String> diff, List<Excess> effects) {
        public Weighed {
            diff = List.copyOf(diff);
            effects = List.copyOf(effects);
        }
    }

    /// Proposes a pack.
    public Outcome propose(Recipient who, String text) {
        if (!(who instanceof Known known) || !watches(known)) {
            return new Outcome.NotAllowed("Only admins and auditors of this hub propose packs.");
        }
        try {
            var pack = reader.read(text);
            var owner = owner(pack.id()).orElse(known.role());
            if (owner != known.role()) {
                return new Outcome.NotAllowed("The pack %s belongs to the %ss of this hub."
                        .formatted(pack.id(), owner.name().toLowerCase(Locale.ROOT)));
            }
            if (packs.waiting().size() >= MAX_WAITING) {
                return new Outcome.Unfit("%d proposals wait already; decide on those first.".formatted(MAX_WAITING));
            }
            return propose(known, pack, text);
        } catch (BadRule bad) {
            return new Outcome.Unfit(String.valueOf(bad.getMessage()));
        }
    }

    private Outcome propose(Known who, RulePack pack, String text) {
        var now = Instant.ofEpochMilli(clock.millis());
        return transactions.run(() -> {
            var proposal = packs.propose(pack.id(), text, who.name().text(), who.role(), now);
            record(Deed.Kind.PACK_PROPOSED, who, proposal, "waits");
            return new Outcome.Waits(proposal.number());
        });
    }

    /// What waits, for those who may decide; empty for others.
    public List<Weighed> waiting(Recipient who) {
        return who instanceof Known known && watches(known)
                ? packs.waiting().stream().map(this::weighed).toList()
                : List.of();
    }

    /// Adopts a proposal, or turns it down. Whoever made it may take it back, but not adopt it.
    public Outcome decide(Recipient who, long number, boolean adopt) {
        if (!(who instanceof Known known) || !watches(known)) {
            return new Outcome.NotAllowed("Only admins and auditors of this hub decide on packs.");
        }
        var now = Instant.ofEpochMilli(clock.millis());
        Outcome outcome = transactions.run(() -> {
            var waiting = packs.waiting(number);
            if (waiting.isEmpty()) {
                return new Outcome.Unknown();
            }
            var refusal = refusal(known, waiting.get(), adopt);
            if (refusal.isPresent()) {
                return new Outcome.NotAllowed(refusal.get());
            }
            record(Deed.Kind.PACK_DECIDED, known, waiting.get(), adopt ? "adopted" : "turned-down");
            packs.decide(number, adopt, known.name().text(), now);
            return new Outcome.Decided(adopt);
        });
        if (outcome instanceof Outcome.Decided(var adopted) && adopted) {
            shelf.reload();
        }
        return outcome;
    }

    private static Optional<String> refusal(Known who, Proposal proposal, boolean adopt) {
        boolean own = who.name().text().equalsIgnoreCase(proposal.by());
        if (own && adopt) {
            return Optional.of("It takes two: somebody else has to adopt what you proposed.");
        }
        return own || who.role() == proposal.as() ? Optional.empty() : Optional.of("This pack belongs to others.");
    }

    private Weighed weighed(Proposal proposal) {
        try {
            var pack = reader.read(proposal.text());
            return new Weighed(
                    proposal,
                    TextDiff.of(shelf.text(proposal.id()), proposal.text()),
                    hold.foresee(List.of(pack), MAX_EFFECTS));
        } catch (BadRule changed) {
            throw new IllegalStateException("a proposal was a pack once: " + proposal.number(), changed);
        }
    }

    private void record(Deed.Kind kind, Known who, Proposal proposal, String state) {
        var diff = String.join("\n", TextDiff.of(shelf.text(proposal.id()), proposal.text()));
        journal.append(Deed.of(
                kind,
                who.name().text(),
                proposal.id(),
                Map.of(
                        "number", Long.toString(proposal.number()),
                        "state", state,
                        "sha256", Sha256.ofUtf8(proposal.text()).hex(),
                        "before", Sha256.ofUtf8(shelf.text(proposal.id())).hex(),
                        "diff", diff.substring(0, Math.min(diff.length(), MAX_DIFF_CHARACTERS)))));
    }

    /// The role whose pack it is; empty where there is none of this id.
    private Optional<SiteRole> owner(String id) {
        return packs.adopted().stream()
                .filter(proposal -> proposal.id().equals(id))
                .map(Proposal::as)
                .findFirst()
                .or(() -> ShippedPacks.IDS.contains(id) ? Optional.of(SiteRole.ADMIN) : Optional.empty());
    }

    private static boolean watches(Known who) {
        return who.role() != SiteRole.MEMBER && who.scope() == Scope.WRITE;
    }
}
