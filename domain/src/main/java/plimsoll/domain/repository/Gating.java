package plimsoll.domain.repository;

import java.util.Locale;

/// How people are let in on terms, in the hub protocol's words.
public enum Gating {
    /// There are no terms to accept.
    NONE,
    /// Who accepts them is in.
    AUTO,
    /// Who accepts them waits for the publisher.
    MANUAL;

    /// As the protocol writes it where there are terms: `auto` or `manual`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
