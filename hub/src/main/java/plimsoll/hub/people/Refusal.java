package plimsoll.hub.people;

import java.time.Duration;
import plimsoll.domain.identity.Namespace;

/// Why this room did not do what somebody wanted.
public sealed interface Refusal {
    /// They have not the right.
    record NotAllowed(String why) implements Refusal {}

    /// What they wrote cannot be.
    record Unfit(String why) implements Refusal {}

    /// An account or an organisation has the name, or nobody can have it.
    record NameTaken(Namespace name) implements Refusal {}

    /// There is no such thing, for all they may know.
    record Unknown(String what) implements Refusal {}

    /// Then nobody could run the hub, or the organisation.
    record LastAdmin() implements Refusal {}

    /// Name and password do not belong together. Says nothing about whether there is such a name.
    record WrongPassword() implements Refusal {}

    /// Their account is suspended.
    record AccountSuspended() implements Refusal {}

    /// The link or invitation was used, or is over, or never was.
    record Spent() implements Refusal {}

    /// It was tried too often. Again after `pause`.
    record TooOften(Duration pause) implements Refusal {}

    /// In words for who wanted it.
    default String message() {
        return switch (this) {
            case NotAllowed(var why) -> why;
            case Unfit(var why) -> why;
            case NameTaken(var name) -> "The name %s is taken.".formatted(name);
            case Unknown(var what) -> "There is no such %s.".formatted(what);
            case LastAdmin _ -> "Somebody has to remain an admin. Make another one first.";
            case WrongPassword _ -> "Name and password do not belong together.";
            case AccountSuspended _ -> "This account is suspended.";
            case Spent _ -> "This link was used already, or is too old.";
            case TooOften(var pause) -> "Too many attempts. Try again in %d seconds.".formatted(seconds(pause));
        };
    }

    /// A wait in whole seconds, never zero.
    static long seconds(Duration pause) {
        return pause.plusMillis(999).toSeconds();
    }
}
