package plimsoll.backends.sql;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.gateway.WatchMisuse;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.People;
import plimsoll.hub.people.Registration;

/// The watch over questions with its tables, people who ask, and a clock that moves when it is told to.
public final class RedTeamHub implements AutoCloseable {
    private static final Known ROOT = new Known(new Namespace("root"), SiteRole.ADMIN, Map.of(), Scope.WRITE);

    private final StoppedClock clock = new StoppedClock();
    private final Database database;
    private final People people;
    private final WatchMisuse watch;
    private int opened;

    /// One whose tables lie in `folder`.
    public RedTeamHub(Path folder, SecureRandom random) {
        database = Databases.sqlite(folder);
        var journal = new SqlJournal(database, clock);
        people = People.of(SqlPeople.stores(database, journal), Registration.CLOSED, new byte[32], clock, random);
        people.firstStart().run();
        watch = new WatchMisuse(
                new SqlMisuseRecords(database),
                database,
                journal,
                new SqlNotices(database),
                people.changeAccount(),
                clock,
                random);
    }

    /// What acts on what they ask.
    public WatchMisuse watch() {
        return watch;
    }

    /// A number that no account has yet.
    public int next() {
        return ++opened;
    }

    /// Opens an account.
    public void open(Namespace name) {
        people.openAccount().byAdmin(ROOT, Newcomer.named(name), SiteRole.MEMBER);
    }

    /// Lets time pass.
    public void pass(Duration time) {
        clock.pass(time);
    }

    @Override
    public void close() {
        database.close();
    }
}
