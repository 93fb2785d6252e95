package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.Standing;
import plimsoll.hub.content.Holder;
import plimsoll.hub.people.Recognition.Credential.ByToken;
import plimsoll.hub.people.Recognition.Nobodys;
import plimsoll.hub.people.Recognition.Recognised;
import plimsoll.hub.people.Refusal.NotAllowed;
import plimsoll.hub.people.Refusal.Unfit;
import plimsoll.hub.people.Refusal.Unknown;

/// What tokens promise, and those who issue, revoke and recognise them.
public abstract class TokensContract extends PeopleContract {
    @Test
    void aTokenHasTheShapeClientsExpectAndNoOtherIsLikeIt() {
        assertTrue(token(ADA).matches("hf_[A-Za-z0-9]{40}"));
        assertTrue(!token(ADA).equals(token(ADA)));
    }

    @Test
    void aTokenCarriesItsOwnerAndItsScope() {
        var issued = done(people.issueToken().issue(ada, ADA, "ci", Scope.READ));
        assertEquals(Scope.READ, recognise(issued.secret()).scope());
        assertEquals(
                issued.token(),
                stores.tokens().of(ADA).stream()
                        .filter(t -> t.id().equals(issued.token().id()))
                        .map(t -> new Token(
                                t.id(),
                                t.account(),
                                t.displayName(),
                                t.scope(),
                                t.createdAt(),
                                t.expiresAt(),
                                Optional.empty(),
                                t.family()))
                        .findFirst()
                        .orElseThrow());
    }

    /// What outlives a request, such as a signed address, asks again who its holder is.
    @Test
    void aHolderIsNobodyOnceTheirTokenIsGone() {
        var token = done(people.issueToken().issue(ada, ADA, "ci", Scope.READ)).token();
        var holder = new Holder("ada", token.credential());
        assertEquals(ADA, assertInstanceOf(Known.class, today(holder)).name());
        assertInstanceOf(Stranger.class, today(new Holder("ada", "another")));
        assertInstanceOf(Stranger.class, today(new Holder("anonymous", "")));
        assertInstanceOf(Known.class, today(new Holder("ada", "")), "what is bound to no credential");
        done(people.revokeToken().revoke(ada, ADA, token.id()));
        assertInstanceOf(Stranger.class, today(holder));
        done(people.changeAccount().setStanding(root, ADA, Standing.SUSPENDED));
        assertInstanceOf(Stranger.class, today(new Holder("ada", "")));
    }

    private Recipient today(Holder holder) {
        return people.recognise().today(holder);
    }

    @Test
    void theSecretIsNotKept() {
        var secret = token(ADA);
        assertTrue(stores.tokens().of(ADA).stream().noneMatch(t -> t.toString().contains(secret)));
    }

    @Test
    void bearerAndBasicAreTheSameCredential() {
        var token = token(ADA);
        var basic = Base64.getEncoder().encodeToString(("whoever:" + token).getBytes(StandardCharsets.UTF_8));
        for (var header : List.of("Bearer " + token, "bearer " + token, "Basic " + basic)) {
            var recognised =
                    assertInstanceOf(Recognised.class, people.recognise().byAuthorization(header));
            assertEquals(ADA, recognised.who().name());
            assertInstanceOf(ByToken.class, recognised.by());
        }
    }

    @Test
    void nonsenseIsNobodys() {
        for (var header : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer hf_",
                "Bearer hf_wrong",
                "Basic ?",
                "Basic aGY=",
                "Digest x",
                "Bearer " + "hf_x".repeat(9999))) {
            assertEquals(new Nobodys(), people.recognise().byAuthorization(header), header);
        }
    }

    @Test
    void aRevokedTokenStopsAtOnce() {
        var issued = done(people.issueToken().issue(ada, ADA, "ci", Scope.WRITE));
        recognise(issued.secret());
        done(people.revokeToken().revoke(ada, ADA, issued.token().id()));
        assertEquals(new Nobodys(), people.recognise().byToken(issued.secret()));
        assertInstanceOf(
                Unknown.class,
                refused(people.revokeToken().revoke(ada, ADA, issued.token().id())));
    }

    @Test
    void anotherProcessNoticesARevocationInSeconds() {
        var elsewhere = hub(Registration.CLOSED);
        var issued = done(people.issueToken().issue(ada, ADA, "ci", Scope.WRITE));
        assertInstanceOf(Recognised.class, elsewhere.recognise().byToken(issued.secret()));
        done(people.revokeToken().revoke(ada, ADA, issued.token().id()));
        clock.pass(Recognise.REMEMBERED);
        assertEquals(new Nobodys(), elsewhere.recognise().byToken(issued.secret()));
    }

    @Test
    void nobodyRevokesOrListsOrMakesSomebodyElses() {
        var grace = member(GRACE);
        var id = stores.tokens().of(ADA).getFirst().id();
        assertInstanceOf(NotAllowed.class, refused(people.revokeToken().revoke(grace, ADA, id)));
        assertInstanceOf(Unknown.class, refused(people.revokeToken().revoke(grace, GRACE, id)));
        assertInstanceOf(NotAllowed.class, refused(people.issueToken().list(grace, ADA)));
        assertInstanceOf(NotAllowed.class, refused(people.issueToken().issue(grace, ADA, "x", Scope.READ)));
    }

    @Test
    void aReadingTokenMakesNoOthers() {
        var reading = recognise(
                done(people.issueToken().issue(ada, ADA, "ci", Scope.READ)).secret());
        assertInstanceOf(NotAllowed.class, refused(people.issueToken().issue(reading, ADA, "x", Scope.WRITE)));
    }

    @Test
    void aTokenHasANameOfOneLine() {
        assertInstanceOf(Unfit.class, refused(people.issueToken().issue(ada, ADA, " ", Scope.READ)));
        assertInstanceOf(Unfit.class, refused(people.issueToken().issue(ada, ADA, "a\nb", Scope.READ)));
        assertInstanceOf(Unfit.class, refused(people.issueToken().issue(ada, ADA, "a".repeat(101), Scope.READ)));
    }

    @Test
    void itsLastUseIsKnownToTheHour() {
        var secret = token(ADA);
        var begin = clock.instant();
        recognise(secret);
        clock.pass(Duration.ofMinutes(50));
        recognise(secret);
        assertEquals(Optional.of(begin), lastUse(secret));
        clock.pass(Duration.ofMinutes(20));
        recognise(secret);
        assertEquals(Optional.of(clock.instant()), lastUse(secret));
    }

    private Optional<Instant> lastUse(String secret) {
        return stores.tokens().find(Mint.hash(secret)).orElseThrow().lastUsedAt();
    }
}
