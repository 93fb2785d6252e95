package plimsoll.domain.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A law that wants to hear of incidents. None of this is legal advice: confirm in the primary text.
public enum Regime {
    /// Regulation (EU) 2024/1689, Article 55(1)(c); times by Measure 9.3 of the Code of Practice.
    EU_AI_ACT(
            "EU AI Act",
            "European Union",
            "eu.systemic",
            "Article 55(1)(c); Code of Practice for general-purpose AI, Safety and Security, Measures 9.2 and 9.3",
            ""),
    /// Regulation (EU) 2016/679, Article 33.
    GDPR("GDPR", "European Union", "", "Article 33(1) and (3)", ""),
    /// California Business and Professions Code, section 22757.13.
    US_SB53(
            "California SB 53",
            "California",
            "ca.sb53.frontier",
            "Business and Professions Code, section 22757.13 (ch. 138 of 2025)",
            ""),
    /// New York General Business Law, article 44-B.
    NY_RAISE(
            "New York RAISE Act",
            "New York",
            "ny.raise.frontier",
            "General Business Law 1422, as revised 2026-03-27",
            "Its first day is not confirmed in the primary text; the clock runs all the same.");

    private final String title;
    private final String jurisdiction;
    private final String rule;
    private final String source;
    private final String note;

    Regime(String title, String jurisdiction, String rule, String source, String note) {
        this.title = title;
        this.jurisdiction = jurisdiction;
        this.rule = rule;
        this.source = source;
        this.note = note;
    }

    /// The regime of this word.
    public static Optional<Regime> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /// The word for it, as in `eu-ai-act`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What people call it.
    public String title() {
        return title;
    }

    /// Where it speaks.
    public String jurisdiction() {
        return jurisdiction;
    }

    /// The rule of a shipped pack that says which models it is about; empty where it is about all.
    public String rule() {
        return rule;
    }

    /// Where the times stand.
    public String source() {
        return source;
    }

    /// What has to be known of it besides; empty where there is nothing.
    public String note() {
        return note;
    }
}
