package plimsoll.hub.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.line.Exemption;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Pass;

/// Lets a repository out further than the line allows, for a stated reason and time, and ends that. Both are in the
/// public log, and the reason is on the repository's page while it lasts.
public final class ExemptRelease {
    private final Exemptions exemptions;
    private final HoldReleases hold;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public ExemptRelease(
            Exemptions exemptions, HoldReleases hold, Transactions transactions, Journal journal, InstantSource clock) {
        this.exemptions = exemptions;
        this.hold = hold;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is so.
        record Done() implements Outcome {}

        /// Only admins of the hub can do that.
        record NotAllowed() implements Outcome {}

        /// It cannot be, for a reason to be told.
        record Unfit(String reason) implements Outcome {}
    }

    /// Whether somebody may exempt a repository.
    public static boolean isAllowed(Recipient who) {
        return who instanceof Known known && known.role() == SiteRole.ADMIN && known.scope() == Scope.WRITE;
    }

    /// Exempts a repository.
    public Outcome exempt(Pass pass, Level level, String reason, Instant until) {
        if (!isAllowed(pass.recipient())) {
            return new Outcome.NotAllowed();
        }
        var now = Instant.ofEpochMilli(clock.millis());
        try {
            var exemption =
                    new Exemption(level, reason.strip(), pass.recipient().actor(), now, until);
            transactions.run(() -> {
                exemptions.keep(pass.repository().id(), exemption);
                record(pass.repository(), exemption.by(), level.word(), exemption.until(), exemption.reason());
                return true;
            });
            return new Outcome.Done();
        } catch (IllegalArgumentException unfit) {
            return new Outcome.Unfit(String.valueOf(unfit.getMessage()));
        }
    }

    /// Ends the exemption of a repository, and closes what it held open.
    public Outcome end(Pass pass) {
        if (!isAllowed(pass.recipient())) {
            return new Outcome.NotAllowed();
        }
        var now = Instant.ofEpochMilli(clock.millis());
        boolean ended = transactions.run(() -> {
            boolean there = exemptions.end(pass.repository().id());
            if (there) {
                record(pass.repository(), pass.recipient().actor(), "", now, "ended");
            }
            return there;
        });
        if (!ended) {
            return new Outcome.Unfit("There is no exemption.");
        }
        hold.hold(pass.repository().id());
        return new Outcome.Done();
    }

    private void record(Repository repository, String actor, String level, Instant until, String reason) {
        journal.append(Deed.of(
                Deed.Kind.LINE_EXEMPTED,
                actor,
                repository.id().hex(),
                Map.of("level", level, "until", until.toString(), "reason", reason)));
    }
}
