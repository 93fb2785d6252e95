package plimsoll.domain.guard;

/// A text as it reads once a disguise is taken off.
///
/// @param disguise which, in a word or two: `base64`, `rot13`
public record View(String disguise, String text) {}
