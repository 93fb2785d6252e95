package plimsoll.hub.content;

/// What the hub says to somebody who wants to send a large file.
public sealed interface Offer {
    /// It is here: nothing to send.
    record Present() implements Offer {}

    /// Send it in one piece.
    record Whole() implements Offer {}

    /// Send it in parts.
    record InParts(Upload upload) implements Offer {}

    /// The repository has this file, and it has another size.
    record OtherSize(long sizeBytes) implements Offer {}

    /// The hub takes no file that large.
    record TooLarge(long maxBytes) implements Offer {}

    /// Too many uploads into this repository are under way.
    record TooManyUploads() implements Offer {}
}
