package plimsoll.web.pages;

import plimsoll.hub.people.Refusal;

/// The status that goes with a refusal of the people's room.
final class Why {
    private Why() {}

    static int status(Refusal why) {
        return switch (why) {
            case Refusal.NotAllowed _, Refusal.AccountSuspended _ -> 403;
            case Refusal.Unfit _ -> 400;
            case Refusal.NameTaken _, Refusal.LastAdmin _ -> 409;
            case Refusal.Unknown _ -> 404;
            case Refusal.WrongPassword _ -> 401;
            case Refusal.Spent _ -> 410;
            case Refusal.TooOften _ -> 429;
        };
    }
}
