package plimsoll.hub.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.line.Duty;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.line.Duties.Ticking;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;

/// Reminds of obligations as their time runs, by the steps of the clocks of incidents, each once: whoever owes it at
/// half, at three quarters and at the end; and at the end the publisher and those who watch over the hub too. That it
/// was not met in time is on record.
///
/// For one thread at a time in a process; of several processes one tells.
public final class RemindOfDuties {
    private static final int AT_ONCE = 500;

    private final Duties duties;
    private final ReadDuties read;
    private final Catalogue catalogue;
    private final Notices notices;
    private final Supplier<List<Namespace>> admins;
    private final Supplier<List<Namespace>> staff;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    ///
    /// @param admins the accounts of those who run the hub
    /// @param staff the accounts of those who watch over it, those who run it among them
    public RemindOfDuties(
            Duties duties,
            ReadDuties read,
            Catalogue catalogue,
            Notices notices,
            Supplier<List<Namespace>> admins,
            Supplier<List<Namespace>> staff,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.duties = duties;
        this.read = read;
        this.catalogue = catalogue;
        this.notices = notices;
        this.admins = admins;
        this.staff = staff;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Tells what is due since the last turn, also of steps that came while the hub did not run: of those only the
    /// last.
    public void turn() {
        var now = Instant.ofEpochMilli(clock.millis());
        for (var ticking : duties.ticking(now, AT_ONCE)) {
            var step = ticking.duty().urgency(now);
            if (step.compareTo(ticking.told()) > 0) {
                transactions.run(() -> tell(ticking, step, now));
            }
        }
    }

    private boolean tell(Ticking ticking, Urgency step, Instant now) {
        var repository = catalogue.find(ticking.duty().repository());
        boolean told = duties.tell(ticking, step);
        if (told && repository.isPresent()) {
            send(ticking.duty(), repository.get(), step, now);
        }
        return told;
    }

    private void send(Duty duty, Repository repository, Urgency step, Instant now) {
        boolean late = step == Urgency.OVERDUE;
        var notice = new Notice(
                (late ? "Too late: %s had to be done for %s until %s (%s, %s)." : "%s: for %s until %s (%s, %s).")
                        .formatted(
                                duty.obligation().what(),
                                repository.name(),
                                duty.due().orElseThrow(),
                                duty.rule(),
                                duty.pack()),
                repository.page() + "/line",
                now);
        var people = new LinkedHashMap<String, Namespace>();
        read.owner(repository, duty).map(List::of).orElseGet(admins).forEach(one -> people.put(one.key(), one));
        if (late) {
            ReadDuties.publisher(repository, duty).ifPresent(one -> people.put(one.key(), one));
            staff.get().forEach(one -> people.put(one.key(), one));
            journal.append(Deed.of(
                    Deed.Kind.DUTY_OVERDUE, Deed.PLIMSOLL, repository.id().hex(), HandleDuty.details(duty)));
        }
        people.values().forEach(one -> notices.send(one, notice));
    }
}
