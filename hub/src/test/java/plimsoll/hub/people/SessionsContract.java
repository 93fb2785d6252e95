package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Standing;
import plimsoll.hub.people.Recognition.Nobodys;
import plimsoll.hub.people.Recognition.Recognised;
import plimsoll.hub.people.Refusal.AccountSuspended;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Spent;
import plimsoll.hub.people.Refusal.TooOften;
import plimsoll.hub.people.Refusal.Unknown;
import plimsoll.hub.people.Refusal.WrongPassword;
import plimsoll.hub.people.SignIn.SignedIn;

/// What sessions promise, and those who sign in and out.
public abstract class SessionsContract extends PeopleContract {
    private static final String HASH =
            new Passwords(new SecureRandom()).hash(PASSWORD).orElseThrow(); // once: it is slow on purpose

    @BeforeEach
    void adasPassword() {
        stores.accounts().setPassword(ADA, HASH);
    }

    @Test
    void aPasswordOpensASessionUntilSignOut() {
        var cookie = done(signIn(PASSWORD)).cookie();
        assertEquals(ADA, who(cookie));
        people.signOut().byCookie(cookie);
        assertEquals(new Nobodys(), people.recognise().bySession(cookie));
    }

    @Test
    void aWrongNameIsAnsweredLikeAWrongPassword() {
        assertEquals(new WrongPassword(), refused(signIn("wrong password")));
        assertEquals(new WrongPassword(), refused(people.signIn().byPassword("nobody", PASSWORD, BROWSER)));
        assertEquals(new WrongPassword(), refused(people.signIn().byPassword("../%00", PASSWORD, BROWSER)));
        assertEquals(new WrongPassword(), refused(people.signIn().byPassword("admin", "", BROWSER))); // it has none
    }

    @Test
    void guessingIsLimitedForKnownAndUnknownNamesAlike() {
        for (var name : List.of("ada", "nobody")) {
            IntStream.range(0, 10).forEach(_ -> people.signIn().byPassword(name, "wrong password", BROWSER));
            assertEquals(
                    new TooOften(Duration.ofMinutes(15)),
                    refused(people.signIn().byPassword(name, PASSWORD, BROWSER)));
        }
        clock.pass(Duration.ofMinutes(15));
        done(signIn(PASSWORD));
    }

    @Test
    void theRightPasswordForgivesTheWrongOnes() {
        IntStream.range(0, 9).forEach(_ -> signIn("wrong password"));
        done(signIn(PASSWORD));
        IntStream.range(0, 9).forEach(_ -> signIn("wrong password"));
        done(signIn(PASSWORD));
    }

    @Test
    void oneNetworkTriesOnlySoOften() {
        IntStream.range(0, 100).forEach(_ -> people.signIn().byLink("wrong", BROWSER));
        assertInstanceOf(TooOften.class, refused(signIn(PASSWORD)));
        done(people.signIn().byPassword("ada", PASSWORD, new Client("", "198.51.100.1")));
    }

    @Test
    void aLinkSignsInOnce() {
        var secret = done(people.issueSignInLink().issue(root, ADA));
        assertEquals(
                ADA, done(people.signIn().byLink(secret, BROWSER)).session().account());
        assertEquals(new Spent(), refused(people.signIn().byLink(secret, BROWSER)));
    }

    @Test
    void aLinkIsOverAfterADay() {
        var secret = done(people.issueSignInLink().issue(root, ADA));
        clock.pass(IssueSignInLink.LIFETIME);
        assertEquals(new Spent(), refused(people.signIn().byLink(secret, BROWSER)));
    }

    @Test
    void onlyAnAdminMakesLinks() {
        assertInstanceOf(NotAllowed.class, refused(people.issueSignInLink().issue(ada, root.name())));
    }

    @Test
    void aSessionLastsAsLongAsItsOwnerComesBack() {
        var cookie = done(signIn(PASSWORD)).cookie();
        for (int i = 0; i < 8; i++) {
            clock.pass(Duration.ofDays(10));
            assertEquals(ADA, who(cookie));
        }
        clock.pass(Duration.ofDays(10)); // the ninetieth day
        assertEquals(new Nobodys(), people.recognise().bySession(cookie));
    }

    @Test
    void aSessionEndsWhenItsOwnerStaysAway() {
        var cookie = done(signIn(PASSWORD)).cookie();
        clock.pass(StartSession.IDLE);
        assertEquals(new Nobodys(), people.recognise().bySession(cookie));
        people.sweepExpired().sweep();
        assertEquals(List.of(), stores.sessions().of(ADA, clock.instant()));
    }

    @Test
    void anotherSessionOfMineCanBeEndedAndNobodyElses() {
        var lost = done(signIn(PASSWORD));
        var grace = member(GRACE);
        assertInstanceOf(
                Unknown.class,
                refused(people.signOut().byId(grace, lost.session().id())));
        assertEquals(ADA, who(lost.cookie()));
        done(people.signOut().byId(ada, lost.session().id()));
        assertEquals(new Nobodys(), people.recognise().bySession(lost.cookie()));
    }

    @Test
    void suspensionAndANewPasswordEndEverySession() {
        var cookie = done(signIn(PASSWORD)).cookie();
        done(people.changeAccount().setPassword(ada, ADA, PASSWORD, "another password"));
        assertEquals(new Nobodys(), people.recognise().bySession(cookie));
        done(people.changeAccount().setStanding(root, ADA, Standing.SUSPENDED, ""));
        assertEquals(new AccountSuspended(), refused(signIn("another password")));
    }

    @Test
    void theOldestSessionMakesRoomForTheNewest() {
        var first = done(signIn(PASSWORD)).cookie();
        for (int i = 0; i < StartSession.MAX_PER_ACCOUNT; i++) {
            clock.pass(Duration.ofMinutes(1));
            var link = done(people.issueSignInLink().issue(root, ADA));
            done(people.signIn().byLink(link, BROWSER));
        }
        assertEquals(
                StartSession.MAX_PER_ACCOUNT,
                stores.sessions().of(ADA, clock.instant()).size());
        clock.pass(Recognise.REMEMBERED);
        assertEquals(new Nobodys(), people.recognise().bySession(first));
    }

    private Outcome<SignedIn> signIn(String password) {
        return people.signIn().byPassword("ada", password, BROWSER);
    }

    private Namespace who(String cookie) {
        return assertInstanceOf(Recognised.class, people.recognise().bySession(cookie))
                .who()
                .name();
    }
}
