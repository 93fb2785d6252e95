package plimsoll.domain.openness;

import java.util.Locale;

/// The kind of content that a component is, and that a licence is written for.
public enum Content {
    /// Programs.
    CODE,
    /// Data sets and weights.
    DATA,
    /// Texts for people.
    DOCUMENT;

    /// The word by which a model's file names it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
