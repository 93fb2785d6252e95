package plimsoll.weights.findings;

/// What an inspection says of a file, from the best to the worst: of two, the later one counts.
public enum Verdict {
    /// Read to its end, and every construct in it is on a list of those that can do no harm.
    SAFE,
    /// Read, with something in it that no list knows; nothing that is known to run code.
    SUSPICIOUS,
    /// Not read to its end: broken, too large, encrypted, or of a kind that is not read here. Never as good as clean.
    UNFINISHED,
    /// It runs code when it is loaded, or is malformed in a way that attacks its reader.
    DANGEROUS;

    /// The worse of the two.
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// Whether a file may be handed to others than its publisher: one that was not read to its end may not.
    public boolean mayBeReleased() {
        return this == SAFE || this == SUSPICIOUS;
    }
}
