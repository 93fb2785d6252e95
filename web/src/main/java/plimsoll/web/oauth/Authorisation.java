package plimsoll.web.oauth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Scope;
import plimsoll.hub.people.AppGrant.App;
import plimsoll.hub.people.AuthoriseApp;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Request;

/// A web app's request to act for somebody, as it stands in the address (RFC 6749, section 4.1.1; RFC 7636).
///
/// @param app which app
/// @param challenge the hash of the secret it will show
/// @param scope how far it wants to act
/// @param state what it wants to be told again
public record Authorisation(App app, String challenge, Scope scope, Optional<String> state) {
    private static final List<String> WRITING =
            List.of("write-repos", "manage-repos", "contribute-repos", "write-discussions");

    /// What this hub can grant, in the ecosystem's words.
    static final List<String> SCOPES =
            List.of("openid", "profile", "email", "read-repos", "write-repos", "manage-repos");

    /// What a request turns out to be.
    public sealed interface Reading {
        /// One that its person can answer.
        record Answerable(Authorisation asked) implements Reading {}

        /// One whose sender cannot even be told what is wrong: the address to answer to is not trusted.
        record Untrusted(String why) implements Reading {}

        /// One whose sender is told what is wrong.
        ///
        /// @param address where to, with the reason in it
        record Wrong(String address) implements Reading {}
    }

    /// Reads a request.
    public static Reading read(Request request, Redirects redirects) {
        var redirect = request.query("redirect_uri").orElse("");
        var client = request.query("client_id").orElse("");
        if (!redirects.trusts(redirect)) {
            return new Reading.Untrusted(
                    "This hub does not send anybody's access to the address that this app gave. Whoever runs the hub can "
                            + "allow its origin with the setting oauth-redirects.");
        }
        if (client.isBlank()
                || client.length() > AuthoriseApp.MAX_CLIENT_ID
                || client.chars().anyMatch(Character::isISOControl)) {
            return new Reading.Untrusted("This app does not say what it is called.");
        }
        var state = request.query("state");
        if (!request.query("response_type").filter("code"::equals).isPresent()) {
            return wrong(redirect, state, "unsupported_response_type", "This hub answers with a code.");
        }
        var challenge = request.query("code_challenge").orElse("");
        boolean hashed =
                request.query("code_challenge_method").filter("S256"::equals).isPresent();
        if (!hashed || !AuthoriseApp.isChallenge(challenge)) {
            return wrong(redirect, state, "invalid_request", "A code_challenge of the method S256 is needed.");
        }
        var scope = scope(request.query("scope").orElse(""));
        return new Reading.Answerable(new Authorisation(new App(client, redirect), challenge, scope, state));
    }

    /// The address that says yes.
    public String granted(String code, String issuer) {
        return address(app.redirect(), state, List.of("code", code, "iss", issuer));
    }

    /// The address that says no.
    public String denied() {
        return refused(app.redirect(), state, "access_denied", "The person said no.");
    }

    /// Who is behind the app's address.
    public String origin() {
        return Redirects.origin(app.redirect()).orElseThrow();
    }

    private static Scope scope(String words) {
        return Arrays.stream(words.split(" ", -1)).anyMatch(WRITING::contains) ? Scope.WRITE : Scope.READ;
    }

    /// What was granted, in the ecosystem's words: a token reads all that its owner may read.
    static String words(Scope scope) {
        var words = new ArrayList<>(List.of("openid", "profile", "email", "read-repos"));
        if (scope == Scope.WRITE) {
            words.addAll(List.of("write-repos", "manage-repos"));
        }
        return String.join(" ", words);
    }

    private static Reading wrong(String redirect, Optional<String> state, String error, String description) {
        return new Reading.Wrong(refused(redirect, state, error, description));
    }

    private static String refused(String redirect, Optional<String> state, String error, String description) {
        return address(redirect, state, List.of("error", error, "error_description", description));
    }

    private static String address(String redirect, Optional<String> state, List<String> pairs) {
        var all = new ArrayList<>(pairs);
        state.ifPresent(text -> all.addAll(List.of("state", text)));
        var address = new StringBuilder(redirect);
        for (int i = 0; i < all.size(); i += 2) {
            address.append(i == 0 && !redirect.contains("?") ? '?' : '&')
                    .append(all.get(i))
                    .append('=')
                    .append(Percent.encode(all.get(i + 1)));
        }
        return address.toString();
    }
}
