package plimsoll.hub.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.hub.people.AppGrant.App;

/// Lets a web app act for somebody who says so on a page of this hub: the app gets a code, and for the code and the
/// secret whose hash it showed first, a token (RFC 6749, RFC 7636).
///
/// Safe for use by any number of threads.
public final class AuthoriseApp {
    /// How long a code can be exchanged: it comes back in the same second.
    public static final Duration CODE_LIFETIME = Duration.ofMinutes(2);
    /// How long the token is good. There is no refreshing it: the person is at a browser and can say yes again.
    public static final Duration ACCESS_LIFETIME = Duration.ofHours(8);
    /// The longest name an app may give itself.
    public static final int MAX_CLIENT_ID = 200;

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final PeopleStores stores;
    private final IssueToken issueToken;
    private final Recognise recognise;
    private final Mint mint;
    private final InstantSource clock;

    AuthoriseApp(PeopleStores stores, IssueToken issueToken, Recognise recognise, Mint mint, InstantSource clock) {
        this.stores = stores;
        this.issueToken = issueToken;
        this.recognise = recognise;
        this.mint = mint;
        this.clock = clock;
    }

    /// Whether this can be the hash of a secret, as RFC 7636 writes it for `S256`.
    public static boolean isChallenge(String text) {
        return CHALLENGE.matcher(text).matches();
    }

    /// Somebody lets an app act for them.
    ///
    /// @param challenge as `isChallenge` wants it
    /// @return the code to send the app
    public Outcome<String> approve(Known who, App app, String challenge, Scope scope) {
        var refusal = Rights.toActFor(who, who.name());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var code = mint.secret();
        var expires = clock.instant().plus(CODE_LIFETIME);
        var grant = new AppGrant(mint.id(), who.name(), app, challenge, scope, expires, Optional.empty());
        return stores.transactions().run(() -> {
            stores.apps().add(grant, Mint.hash(code));
            stores.journal()
                    .append(Deed.of(
                            Deed.Kind.APP_APPROVED,
                            who.name().text(),
                            who.name().text(),
                            Map.of("app", app.redirect(), "grant", grant.id(), "scope", scope.name())));
            return Outcome.done(code);
        });
    }

    /// An app exchanges its code. A code that comes twice has been stolen, by the first or by the second to bring it:
    /// then the token ends as well.
    ///
    /// @param redirect the address the code was sent to, as the app says
    /// @param verifier the secret
    public Optional<Redeemed> redeem(String code, String redirect, String verifier) {
        var secret = Mint.hash(code);
        var redeemed = stores.transactions().<Optional<Redeemed>, RuntimeException>run(() -> {
            var found = stores.apps().find(secret);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var grant = found.get();
            if (grant.token().isPresent()) {
                end(grant, grant.token().get());
                return Optional.empty();
            }
            boolean theirs = grant.app().redirect().equals(redirect) && matches(verifier, grant.challenge());
            return theirs && clock.instant().isBefore(grant.expiresAt()) ? issue(grant) : Optional.empty();
        });
        recognise.forget();
        return redeemed;
    }

    private Optional<Redeemed> issue(AppGrant grant) {
        var active = stores.accounts().find(grant.account()).filter(a -> a.standing() == Standing.ACTIVE);
        return active.map(Account::name).flatMap(account -> {
            var now = clock.instant();
            var token = new Token(
                    mint.id(),
                    account,
                    displayName(grant.app()),
                    grant.scope(),
                    now,
                    Optional.of(now.plus(ACCESS_LIFETIME)),
                    Optional.empty(),
                    Optional.empty());
            if (!stores.apps().redeem(grant.id(), token.id())) {
                return Optional.empty();
            }
            var issued = issueToken.make(token, account.text());
            return Optional.of(new Redeemed(issued.secret(), ACCESS_LIFETIME, grant.scope()));
        });
    }

    private void end(AppGrant grant, String token) {
        if (stores.tokens().remove(grant.account(), token)) {
            stores.journal()
                    .append(Deed.of(
                            Deed.Kind.TOKEN_REVOKED,
                            Deed.PLIMSOLL,
                            grant.account().text(),
                            Map.of("token", token, "why", "an authorisation code was used twice")));
        }
    }

    private static boolean matches(String verifier, String challenge) {
        if (!VERIFIER.matcher(verifier).matches()) {
            return false;
        }
        var hash = Base64.getUrlEncoder()
                .withoutPadding()
                .encode(HexFormat.of().parseHex(Mint.hash(verifier).hex()));
        return MessageDigest.isEqual(hash, challenge.getBytes(StandardCharsets.US_ASCII));
    }

    private static String displayName(App app) {
        var name = "app: " + app.redirect();
        return name.substring(0, Math.min(name.length(), Words.MAX_DISPLAY_NAME));
    }

    /// An app may act.
    ///
    /// @param accessToken what it comes with from now on; it is not kept
    /// @param lifetime for how long
    /// @param scope how far
    public record Redeemed(String accessToken, Duration lifetime, Scope scope) {}
}
