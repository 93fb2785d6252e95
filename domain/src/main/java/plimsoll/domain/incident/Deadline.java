package plimsoll.domain.incident;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A time that a law sets for telling an authority of an incident. All that apply run side by side: that one authority
/// was told in time is no excuse before another.
///
/// A day is 24 hours, and times are UTC: there no day is shorter or longer than another.
public enum Deadline {
    /// Measure 9.3: disruption of critical infrastructure.
    EU_2_DAYS(Regime.EU_AI_ACT, 2 * 24, Severity.SERIOUS),
    /// Measure 9.3: a breach of cybersecurity, exfiltration of weights included.
    EU_5_DAYS(Regime.EU_AI_ACT, 5 * 24, Severity.SERIOUS),
    /// Measure 9.3: a death.
    EU_10_DAYS(Regime.EU_AI_ACT, 10 * 24, Severity.SERIOUS),
    /// Measure 9.3: other serious harm.
    EU_15_DAYS(Regime.EU_AI_ACT, 15 * 24, Severity.SERIOUS),
    /// Article 33(1), unless nobody's rights are likely to be at risk.
    GDPR_72_HOURS(Regime.GDPR, 72, Severity.SERIOUS),
    /// Section 22757.13(c)(1): a critical safety incident.
    SB53_15_DAYS(Regime.US_SB53, 15 * 24, Severity.SERIOUS),
    /// Section 22757.13(c)(2): imminent risk of death or serious physical injury.
    SB53_24_HOURS(Regime.US_SB53, 24, Severity.CRITICAL),
    /// A safety incident.
    RAISE_72_HOURS(Regime.NY_RAISE, 72, Severity.SERIOUS),
    /// Imminent danger.
    RAISE_24_HOURS(Regime.NY_RAISE, 24, Severity.CRITICAL);

    private final Regime regime;
    private final int hours;
    private final Severity from;

    Deadline(Regime regime, int hours, Severity from) {
        this.regime = regime;
        this.hours = hours;
        this.from = from;
    }

    /// The deadline of this word.
    public static Optional<Deadline> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /// The word for it, as in `eu-5-days`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Which law sets it.
    public Regime regime() {
        return regime;
    }

    /// How long there is, from when the incident was known.
    public Duration within() {
        return Duration.ofHours(hours);
    }

    /// Who has to be told.
    public String recipient() {
        return switch (this) {
            case EU_2_DAYS, EU_5_DAYS, EU_10_DAYS, EU_15_DAYS -> "European AI Office";
            case GDPR_72_HOURS -> "Supervisory authority for data protection";
            case SB53_15_DAYS -> "California Office of Emergency Services";
            case SB53_24_HOURS -> "A law enforcement or public safety agency (California)";
            case RAISE_72_HOURS -> "Office in the New York Department of Financial Services";
            case RAISE_24_HOURS -> "Law enforcement (New York)";
        };
    }

    /// Whether it runs for an incident of this severity that does these harms.
    public boolean runs(Severity severity, Set<Harm> done) {
        return severity.compareTo(from) >= 0 && harms().stream().anyMatch(done::contains);
    }

    private Set<Harm> harms() {
        return switch (this) {
            case EU_2_DAYS -> EnumSet.of(Harm.CRITICAL_INFRASTRUCTURE);
            case EU_5_DAYS -> EnumSet.of(Harm.SECURITY_BREACH);
            case EU_10_DAYS -> EnumSet.of(Harm.DEATH);
            case EU_15_DAYS -> EnumSet.of(Harm.SERIOUS_HARM, Harm.LOSS_OF_CONTROL);
            case GDPR_72_HOURS -> EnumSet.of(Harm.PERSONAL_DATA);
            case SB53_15_DAYS, SB53_24_HOURS, RAISE_72_HOURS, RAISE_24_HOURS ->
                EnumSet.complementOf(EnumSet.of(Harm.PERSONAL_DATA, Harm.OTHER));
        };
    }
}
