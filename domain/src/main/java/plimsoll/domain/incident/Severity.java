package plimsoll.domain.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How bad an incident is. It decides, with the harm, which clocks run.
public enum Severity {
    /// Nobody is likely to come to harm: no authority has to be told.
    MINOR,
    /// Harm was done, or may well have been.
    SERIOUS,
    /// Life or limb is in danger now or will be soon: some authorities have to be told within a day.
    CRITICAL;

    /// The severity of this word.
    public static Optional<Severity> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /// The word for it, as in `serious`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
