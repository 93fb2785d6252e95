package plimsoll.hub.people;

/// What came of something somebody wanted to do in this room.
///
/// @param <T> what they get when it was done
public sealed interface Outcome<T> {
    /// It was done, and is durable.
    record Done<T>(T value) implements Outcome<T> {}

    /// Nothing was done.
    record Refused<T>(Refusal why) implements Outcome<T> {}

    /// It was done.
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /// It was not.
    static <T> Outcome<T> refused(Refusal why) {
        return new Refused<>(why);
    }
}
