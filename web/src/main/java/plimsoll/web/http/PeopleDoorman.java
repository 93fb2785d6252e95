package plimsoll.web.http;

import plimsoll.hub.people.Csrf;
import plimsoll.hub.people.Recognise;
import plimsoll.hub.people.Recognition;
import plimsoll.hub.people.Recognition.Credential;

/// Recognises visitors by the people this hub knows. A wrong token is an error; a session that is over makes a guest.
public final class PeopleDoorman implements Doorman {
    private final Recognise recognise;
    private final Csrf csrf;

    /// With what recognises credentials, and what makes the words their forms repeat.
    public PeopleDoorman(Recognise recognise, Csrf csrf) {
        this.recognise = recognise;
        this.csrf = csrf;
    }

    @Override
    public Visitor recognise(Request request) {
        var authorization = request.header("Authorization");
        if (authorization.isPresent()) {
            return switch (recognise.byAuthorization(authorization.get())) {
                case Recognition.Recognised(var who, var by) -> new Visitor.ByToken(who, nameOf(by));
                case Recognition.Nobodys _ -> new Visitor.Rejected(Refusals.INVALID_CREDENTIALS);
                case Recognition.Suspended _ -> new Visitor.Rejected("This account is suspended.");
            };
        }
        return SessionCookie.of(request).map(this::bySession).orElseGet(Visitor.Guest::new);
    }

    private static String nameOf(Credential credential) {
        return switch (credential) {
            case Credential.ByToken(var token) -> token.credential();
            case Credential.BySession(var session) -> session.id();
        };
    }

    private Visitor bySession(String cookie) {
        return switch (recognise.bySession(cookie)) {
            case Recognition.Recognised(var who, var by) ->
                switch (by) {
                    case Credential.BySession(var session) ->
                        new Visitor.BySession(who, session.id(), csrf.token(cookie));
                    case Credential.ByToken _ -> new Visitor.Guest();
                };
            case Recognition.Nobodys _, Recognition.Suspended _ -> new Visitor.Guest();
        };
    }
}
