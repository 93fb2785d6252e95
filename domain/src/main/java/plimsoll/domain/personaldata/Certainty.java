package plimsoll.domain.personaldata;

import java.util.Locale;

/// How certain it is that a finding is what its kind says. The later ones say more.
public enum Certainty {
    /// It has the shape, but is known to belong to nobody: a number for documentation, a test card, an example domain.
    EXAMPLE,
    /// A guess from how people write, as for names. It decides nothing by itself.
    LIKELY,
    /// A shape beside a word that speaks of it, or one with a weak checksum: 1 in 10 other numbers has it too.
    PROBABLE,
    /// A shape that nothing else has, or one with a checksum and little that has both by accident.
    CERTAIN;

    /// The word by which reports name it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
