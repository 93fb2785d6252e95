package plimsoll.domain.line;

import java.time.Instant;
import java.util.Locale;

/// Something that is known of a revision. What is not known has no fact: absence is neither yes nor no.
///
/// @param name what it is about
/// @param value what it says
/// @param kind who says so
/// @param source how they know, in a few words: `card field training_flop`, `headers of the weights`
/// @param evidence the hash of what shows it: a commit, a file, a statement
/// @param at when it became known
public record Fact(FactName name, Value value, Kind kind, String source, String evidence, Instant at) {
    /// What the source of a signed declaration begins with.
    public static final String DECLARATION = "declaration";

    /// Who says so. The later ones outweigh the earlier.
    public enum Kind {
        /// Computed from other facts, for want of better.
        ESTIMATED,
        /// The publisher.
        DECLARED,
        /// Somebody else, under signature.
        ATTESTED,
        /// This hub.
        MEASURED;

        /// The word for it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Fact {
        if (value.type() != name.type()) {
            throw new IllegalArgumentException("%s is a %s, not %s".formatted(name.word(), name.type(), value.type()));
        }
    }

    /// Whether its publisher signed it, or this hub at their word. What only stands in a card is not.
    public boolean isSigned() {
        return kind == Kind.DECLARED && source.startsWith(DECLARATION);
    }

    /// The same with something else that shows it.
    public Fact shownBy(String other) {
        return new Fact(name, value, kind, source, other, at);
    }

    /// The value with its unit, as people read it.
    public String said() {
        return name.type() != FactName.Type.NUMBER || name.unit().isEmpty()
                ? value.toString()
                : value + " " + name.unit();
    }
}
