package plimsoll.web.http;

import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.hub.people.Outcome;
import plimsoll.hub.people.Outcome.Done;
import plimsoll.hub.people.Outcome.Refused;
import plimsoll.hub.people.Refusal;

/// What a client is told when something about people was not done.
public final class PeopleRefusals {
    private PeopleRefusals() {}

    /// The answer to an outcome: `done` makes it of what was done.
    public static <T> Response answer(Outcome<T> outcome, Answer<T> done) {
        return switch (outcome) {
            case Done<T>(var value) -> done.of(value);
            case Refused<T>(var why) -> of(why);
        };
    }

    /// The answer to who was refused.
    public static Response of(Refusal why) {
        var answer = Response.error(status(why), why.message());
        return why instanceof Refusal.TooOften(var pause)
                ? answer.with("Retry-After", Long.toString(Refusal.seconds(pause)))
                : answer;
    }

    /// The HTTP status that names the kind of refusal.
    public static int status(Refusal why) {
        return switch (why) {
            case Refusal.Unfit _ -> 400;
            case Refusal.WrongPassword _ -> 401;
            case Refusal.NotAllowed _, Refusal.AccountSuspended _ -> 403;
            case Refusal.Unknown _ -> 404;
            case Refusal.NameTaken _, Refusal.LastAdmin _ -> 409;
            case Refusal.Spent _ -> 410;
            case Refusal.TooOften _ -> 429;
        };
    }

    /// Who asks, where strangers have nothing to ask for.
    ///
    /// @throws plimsoll.web.http.Refused (401) for strangers
    public static Known known(Request request) {
        return switch (request.recipient()) {
            case Known known -> known;
            case Stranger _ -> throw new plimsoll.web.http.Refused(401, "Sign in, or send a token.");
        };
    }

    /// Makes an answer of what was done.
    @FunctionalInterface
    public interface Answer<T> {
        /// The answer.
        Response of(T value);
    }
}
