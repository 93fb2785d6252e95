package plimsoll.domain.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an incident did, or may do, in the words by which laws tell one clock from another. An incident may do several.
public enum Harm {
    /// Critical infrastructure is disrupted, and not easily mended.
    CRITICAL_INFRASTRUCTURE("Critical infrastructure is disrupted"),
    /// Somebody got in: weights were taken or leaked, safeguards were broken.
    SECURITY_BREACH("A breach of security: weights leaked or were stolen, safeguards were broken"),
    /// Somebody died.
    DEATH("Somebody died"),
    /// Health, fundamental rights, property or the environment suffered seriously.
    SERIOUS_HARM("Health, fundamental rights, property or the environment came to serious harm"),
    /// A model acted against those who run it.
    LOSS_OF_CONTROL("Control over a model was lost"),
    /// Data about people came to where it must not be.
    PERSONAL_DATA("Data about people got out"),
    /// Something else, of which no law sets a time.
    OTHER("Something else");

    private final String sentence;

    Harm(String sentence) {
        this.sentence = sentence;
    }

    /// The harm of this word.
    public static Optional<Harm> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /// The word for it, as in `security-breach`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it is, for people.
    public String sentence() {
        return sentence;
    }
}
