package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.people.FirstStart.FirstSteps;
import plimsoll.hub.people.OpenAccount.Newcomer;
import plimsoll.hub.people.Outcome.Done;
import plimsoll.hub.people.Outcome.Refused;
import plimsoll.hub.people.Recognition.Recognised;

/// What this room promises on every store: a hub with its first admin, `root` to the tests, and Ada, a member.
abstract class PeopleContract {
    static final Namespace ADA = new Namespace("Ada");
    static final Namespace GRACE = new Namespace("grace");
    static final Namespace LAB = new Namespace("Lab");
    static final Client BROWSER = new Client("Browser/1.0", "192.0.2.1");
    static final String PASSWORD = "correct horse battery";

    final StoppedClock clock = new StoppedClock();
    PeopleStores stores;
    People people;
    FirstSteps firstSteps;
    Known root;
    Known ada;

    /// Empty stores whose journal is dated by `clock`.
    protected abstract PeopleStores open(InstantSource clock) throws IOException, SQLException;

    @BeforeEach
    void aHubWithAda() throws IOException, SQLException {
        stores = open(clock);
        people = hub(Registration.OPEN);
        firstSteps = people.firstStart().run().orElseThrow();
        root = recognise(firstSteps.token());
        ada = member(ADA);
    }

    People hub(Registration registration) {
        return People.of(stores, registration, new byte[32], clock, new SecureRandom());
    }

    Known member(Namespace name) {
        done(people.openAccount().byAdmin(root, Newcomer.named(name), SiteRole.MEMBER));
        return recognise(token(name));
    }

    /// A new token of somebody's that may write.
    String token(Namespace name) {
        return done(people.issueToken().issue(root, name, "laptop", Scope.WRITE))
                .secret();
    }

    Known recognise(String token) {
        return assertInstanceOf(Recognised.class, people.recognise().byToken(token))
                .who();
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Done<T>(var value) -> value;
            case Refused<T>(var why) -> throw new AssertionError("refused: " + why);
        };
    }

    static Refusal refused(Outcome<?> outcome) {
        return assertInstanceOf(Refused.class, outcome).why();
    }
}
