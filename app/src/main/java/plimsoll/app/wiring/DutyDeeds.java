package plimsoll.app.wiring;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.line.HandleDuty;
import plimsoll.hub.line.ReadDuties;
import plimsoll.hub.line.RemindOfDuties;
import plimsoll.hub.people.Organisations;
import plimsoll.hub.people.PeopleStores;

/// What the hub does about obligations, each verb put together once over its stores.
final class DutyDeeds {
    private final Organisations organisations;
    final ReadDuties read;
    final HandleDuty handle;
    final RemindOfDuties remind;
    final FollowJournal keep;

    /// @param people who belongs to which publisher
    /// @param admins the accounts of those who run the hub
    /// @param staff the accounts of those who watch over it
    DutyDeeds(
            Stores stores,
            LineDeeds line,
            PeopleStores people,
            Supplier<List<Namespace>> admins,
            Supplier<List<Namespace>> staff,
            InstantSource clock) {
        organisations = people.organisations();
        var duties = stores.duties;
        var tables = stores.database;
        read = new ReadDuties(duties, stores.catalogue, this::belongs, clock);
        handle = new HandleDuty(duties, read, this::belongs, admins, stores.notices, tables, stores.journal, clock);
        remind = new RemindOfDuties(
                duties, read, stores.catalogue, stores.notices, admins, staff, tables, stores.journal, clock);
        keep = new FollowJournal(
                stores.journal, stores.bookmarks, "keep-duties", Duration.ZERO, line.keepDuties, clock);
    }

    private boolean belongs(Namespace publisher, Namespace account) {
        return publisher.key().equals(account.key())
                || organisations.role(publisher, account).isPresent();
    }
}
