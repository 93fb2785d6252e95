package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Answer;
import plimsoll.domain.guard.Strike.Appeal;
import plimsoll.domain.guard.Strike.Step;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.gateway.EndSuspensions;
import plimsoll.hub.ledger.FollowJournal;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Outcome.Done;
import plimsoll.hub.people.People;
import plimsoll.hub.people.Registration;

/// A suspension that the ladder made ends with its strike; one that a person made does not.
final class EndSuspensionsTest {
    private static final Namespace BOB = new Namespace("bob");
    private static final Known ROOT = admin("root");
    private static final Known LADDER = admin("plimsoll");
    private static final Duration WEEK = Duration.ofDays(7);

    private final StoppedClock clock = new StoppedClock();
    private Database database;
    private SqlMisuseRecords records;
    private People people;

    @BeforeEach
    void suspendBob(@TempDir Path folder) {
        database = Databases.sqlite(folder);
        records = new SqlMisuseRecords(database);
        var stores = SqlPeople.stores(database, new SqlJournal(database, clock));
        people = People.of(stores, Registration.CLOSED, new byte[32], clock, new SecureRandom());
        people.firstStart().run();
        assertInstanceOf(Done.class, people.openAccount().byAdmin(ROOT, Newcomer.named(BOB), SiteRole.MEMBER));
        turn(); // whoever follows begins here
        records.keep(strike(Optional.empty()));
        stand(LADDER, Standing.SUSPENDED);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSuspensionEndsWithItsStrike() {
        clock.pass(WEEK.minusSeconds(1));
        turn();
        assertEquals(Standing.SUSPENDED, standing());
        clock.pass(Duration.ofSeconds(1));
        turn();
        assertEquals(Standing.ACTIVE, standing());
    }

    @Test
    void aSuspensionEndsWhenAnAppealUndoesItsStrike() {
        var answer = new Answer(true, "so it was", "grace", clock.instant());
        records.keep(strike(Optional.of(new Appeal("a novel", clock.instant(), Optional.of(answer)))));
        turn();
        assertEquals(Standing.ACTIVE, standing());
    }

    @Test
    void whomAPersonSuspendedSinceStaysOut() {
        turn();
        stand(ROOT, Standing.SUSPENDED);
        clock.pass(WEEK);
        turn();
        turn();
        assertEquals(Standing.SUSPENDED, standing());
    }

    @Test
    void whomAPersonLetInAndSuspendedAfterwardsStaysOutAfterARestart() {
        turn();
        stand(ROOT, Standing.ACTIVE);
        clock.pass(WEEK);
        turn();
        stand(ROOT, Standing.SUSPENDED);
        turn(); // each turn here follows anew, as after a start
        assertEquals(Standing.SUSPENDED, standing());
    }

    private void turn() {
        var end = new EndSuspensions(records, people.changeAccount(), clock);
        new FollowJournal(
                        new SqlJournal(database, clock),
                        new SqlBookmarks(database),
                        "end-suspensions",
                        Duration.ZERO,
                        end,
                        clock)
                .turn();
        end.turn();
    }

    private void stand(Known by, Standing standing) {
        assertInstanceOf(Done.class, people.changeAccount().setStanding(by, BOB, standing, "a test"));
    }

    private Standing standing() {
        var stores = SqlPeople.stores(database, new SqlJournal(database, clock));
        return stores.accounts().find(BOB).orElseThrow().standing();
    }

    private Strike strike(Optional<Appeal> appeal) {
        var now = clock.instant();
        return new Strike(
                "1",
                "bob",
                Step.SUSPENSION,
                "ladder/v1",
                "lg3:S1",
                "hash",
                "guard",
                now,
                now.plus(WEEK),
                "plimsoll",
                appeal);
    }

    private static Known admin(String name) {
        return new Known(new Namespace(name), SiteRole.ADMIN, Map.of(), Scope.WRITE);
    }
}
