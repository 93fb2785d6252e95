package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.AppGrant.App;
import plimsoll.hub.people.Recognition.Nobodys;

/// What web apps are promised, and what is promised to those for whom they act (RFC 7636).
public abstract class AppGrantsContract extends PeopleContract {
    private static final App APP = new App("my app", "https://app.example/back");
    // The pair of RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void theAppExchangesItsCodeForAToken() {
        var redeemed = redeem(code(Scope.READ)).orElseThrow();
        var who = recognise(redeemed.accessToken());
        assertEquals(ADA, who.name());
        assertEquals(Scope.READ, who.scope());
        assertEquals(AuthoriseApp.ACCESS_LIFETIME, redeemed.lifetime());
        clock.pass(AuthoriseApp.ACCESS_LIFETIME);
        assertInstanceOf(Nobodys.class, people.recognise().byToken(redeemed.accessToken()));
    }

    @Test
    void whoTookTheCodeCannotUseIt() {
        var code = code(Scope.WRITE);
        assertEquals(Optional.empty(), people.authoriseApp().redeem(code, APP.redirect(), "x".repeat(43)));
        assertEquals(Optional.empty(), people.authoriseApp().redeem(code, APP.redirect(), ""));
        assertEquals(Optional.empty(), people.authoriseApp().redeem(code, "https://evil.example/", VERIFIER));
        assertEquals(Optional.empty(), redeem("another code"));
        assertTrue(redeem(code).isPresent());
    }

    @Test
    void aCodeUsedTwiceEndsItsToken() {
        var code = code(Scope.WRITE);
        var token = redeem(code).orElseThrow().accessToken();
        assertEquals(ADA, recognise(token).name());
        assertEquals(Optional.empty(), redeem(code));
        assertInstanceOf(Nobodys.class, people.recognise().byToken(token));
    }

    @Test
    void aCodeIsForNow() {
        var code = code(Scope.WRITE);
        clock.pass(AuthoriseApp.CODE_LIFETIME);
        assertEquals(Optional.empty(), redeem(code));
        people.sweepExpired().sweep();
        assertEquals(Optional.empty(), stores.apps().find(Mint.hash(code)));
    }

    @Test
    void aTokenThatOnlyReadsLetsNobodyIn() {
        var reading = new plimsoll.domain.identity.Recipient.Known(ADA, ada.role(), ada.organisations(), Scope.READ);
        assertInstanceOf(
                Refusal.NotAllowed.class, refused(people.authoriseApp().approve(reading, APP, CHALLENGE, Scope.WRITE)));
    }

    @Test
    void aSuspendedAccountsAppGetsNothing() {
        var code = code(Scope.WRITE);
        done(people.changeAccount().setStanding(root, ADA, Standing.SUSPENDED));
        assertEquals(Optional.empty(), redeem(code));
    }

    @Test
    void theDeedsAreRecorded() {
        redeem(code(Scope.READ));
        var kinds = stores.journal().read(0, 1_000).stream()
                .map(link -> link.deed().kind())
                .toList();
        assertEquals(
                List.of(Deed.Kind.APP_APPROVED, Deed.Kind.TOKEN_ISSUED), kinds.subList(kinds.size() - 2, kinds.size()));
    }

    @Test
    void challengesAreHashes() {
        assertTrue(AuthoriseApp.isChallenge(CHALLENGE));
        assertFalse(AuthoriseApp.isChallenge(CHALLENGE + "="));
        assertFalse(AuthoriseApp.isChallenge(""));
    }

    private String code(Scope scope) {
        return done(people.authoriseApp().approve(ada, APP, CHALLENGE, scope));
    }

    private Optional<AuthoriseApp.Redeemed> redeem(String code) {
        return people.authoriseApp().redeem(code, APP.redirect(), VERIFIER);
    }
}
