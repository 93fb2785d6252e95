package plimsoll.hub.gateway;

import java.time.InstantSource;
import java.util.Map;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Link;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.people.ChangeAccount;
import plimsoll.hub.people.FirstStart;

/// Lets in again whom the ladder suspended, when no suspension of theirs is in force any more: its time is over, or an
/// appeal undid it. Whom a person suspended stays out until a person says otherwise, also where a strike came first.
///
/// For one thread at a time.
public final class EndSuspensions implements FollowJournal.Follower {
    /// The hub itself, as the one who suspends by the ladder and who lets in again.
    static final Known LADDER = new Known(FirstStart.PUBLISHER, SiteRole.ADMIN, Map.of(), Scope.WRITE);

    private final MisuseRecords records;
    private final ChangeAccount change;
    private final InstantSource clock;

    /// Over these records.
    public EndSuspensions(MisuseRecords records, ChangeAccount change, InstantSource clock) {
        this.records = records;
        this.change = change;
        this.clock = clock;
    }

    /// Notes whose suspension this account's is now: the last one to set a standing has it.
    @Override
    public void saw(Link link) {
        var deed = link.deed();
        if (deed.kind() == Deed.Kind.STANDING_CHANGED) {
            var account = new Namespace(deed.subject());
            boolean suspended = Standing.SUSPENDED.name().equals(deed.details().get("standing"));
            if (suspended && LADDER.name().text().equals(deed.actor())) {
                records.hold(account);
            } else {
                records.release(account);
            }
        }
    }

    /// Lets in again whose time is over.
    public void turn() {
        var now = clock.instant();
        for (var account : records.held()) {
            boolean goesOn =
                    records.strikes(account).stream().filter(Strike::suspends).anyMatch(strike -> strike.inForce(now));
            if (!goesOn) {
                change.setStanding(LADDER, account, Standing.ACTIVE, "the suspension is over");
                records.release(account); // after a crash in between, its deed does that
            }
        }
    }
}
