package plimsoll.hub.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;

/// What a card asks of those who want what is on terms: the `extra_gated_...` fields of the hub's metadata.
///
/// @param heading above the form
/// @param description below the heading; may be empty
/// @param prompt the text to be accepted; may be empty
/// @param button on the button
/// @param fields what to answer, in the card's order
/// @param euDisallowed whether people in the European Union are not let in
public record AccessForm(
        String heading, String description, String prompt, String button, List<Field> fields, boolean euDisallowed) {
    /// As many questions as anybody answers.
    public static final int MAX_FIELDS = 50;
    /// The longest answer to one of them.
    public static final int MAX_ANSWER_CHARACTERS = 2_000;
    /// The field under which the country is asked where the card only says that the EU is not let in.
    public static final String COUNTRY = "Country";

    private static final int MAX_LABEL_CHARACTERS = 1_000;
    private static final int MAX_CARD_CHARACTERS = 2 * 1024 * 1024;
    private static final String USUAL =
            "The publisher shares these files with those who say who they are: your name on this hub, and what you"
                    + " answer below, are shown to the publisher.";
    // ISO 3166-1 alpha-2 of the 27 members since 2020-02-01 (Decision (EU) 2020/135 ended the United Kingdom's).
    private static final Set<String> EU = Set.of(
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
            "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE");

    public AccessForm {
        fields = List.copyOf(fields);
    }

    /// A question.
    ///
    /// @param label what is asked, which is also its name
    /// @param kind how it is answered
    /// @param options the answers to choose from
    public record Field(String label, Kind kind, List<String> options) {
        public Field {
            options = List.copyOf(options);
        }
    }

    /// How a question is answered.
    public enum Kind {
        TEXT,
        CHECKBOX,
        SELECT,
        COUNTRY,
        DATE
    }

    /// The form of a card.
    ///
    /// @param json the card's metadata as JSON
    public static AccessForm of(String json) {
        var card = map(json);
        var fields = new ArrayList<Field>();
        if (card.get("extra_gated_fields") instanceof Map<?, ?> asked) {
            asked.entrySet().stream().limit(MAX_FIELDS).forEach(each -> fields.add(field(each)));
        }
        boolean eu = Boolean.TRUE.equals(card.get("extra_gated_eu_disallowed"));
        if (eu && fields.stream().noneMatch(field -> field.kind() == Kind.COUNTRY)) {
            fields.add(new Field(COUNTRY, Kind.COUNTRY, List.of()));
        }
        return new AccessForm(
                text(card, "extra_gated_heading", "Accept the terms to get access"),
                text(card, "extra_gated_description", ""),
                text(card, "extra_gated_prompt", ""),
                text(card, "extra_gated_button_content", "Accept and ask for access"),
                fields,
                eu);
    }

    /// The rules for files in a card: under `components`, for each component a list of patterns. What cannot be one is
    /// left out.
    ///
    /// @return empty where the card says nothing of it
    public static Optional<FileRules> rules(String json) {
        var rules = new ArrayList<FileRules.Own>();
        if (!(map(json).get("components") instanceof Map<?, ?> components)) {
            return Optional.empty();
        }
        components.forEach((word, patterns) -> Component.named(String.valueOf(word))
                .ifPresent(component -> {
                    var list = patterns instanceof List<?> several ? several : List.of(String.valueOf(patterns));
                    for (var pattern : list) {
                        if (rules.size() < FileRules.MAX_RULES && fits(pattern)) {
                            rules.add(new FileRules.Own(String.valueOf(pattern), component));
                        }
                    }
                }));
        return Optional.of(new FileRules(rules));
    }

    /// The text that is accepted: what the card says, else the usual one.
    public String terms() {
        return prompt.isBlank() ? USUAL : prompt;
    }

    /// What is wrong with these answers; empty when nothing is.
    public Optional<String> objection(Map<String, String> answers) {
        for (var field : fields) {
            var answer = answers.getOrDefault(field.label(), "").strip();
            if (answer.length() > MAX_ANSWER_CHARACTERS) {
                return Optional.of("'%s' has more than %d characters.".formatted(field.label(), MAX_ANSWER_CHARACTERS));
            }
            var wrong = objection(field, answer);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /// The rule of the card by which these answers, which fit, keep somebody out; empty when none does.
    public Optional<Denial> denial(Map<String, String> answers) {
        return fields.stream()
                .filter(field -> field.kind() == Kind.COUNTRY && euDisallowed)
                .map(field -> answers.getOrDefault(field.label(), "").strip().toUpperCase(Locale.ROOT))
                .filter(EU::contains)
                .findFirst()
                .map(_ -> new Denial(
                        "extra_gated_eu_disallowed",
                        "The publisher does not let people in the European Union have this."));
    }

    /// That a rule of the card keeps somebody out.
    ///
    /// @param rule its name in the card
    /// @param reason in words for whoever asked
    public record Denial(String rule, String reason) {}

    /// The answers to what is asked, and to nothing else.
    Map<String, String> kept(Map<String, String> answers) {
        var kept = new LinkedHashMap<String, String>();
        fields.forEach(field ->
                kept.put(field.label(), answers.getOrDefault(field.label(), "").strip()));
        return kept;
    }

    private Optional<String> objection(Field field, String answer) {
        return switch (field.kind()) {
            case TEXT -> answer.isEmpty() ? missing(field) : Optional.empty();
            case CHECKBOX ->
                answer.equals("true") || answer.equals("on")
                        ? Optional.empty()
                        : Optional.of("'%s' must be ticked.".formatted(field.label()));
            case SELECT ->
                field.options().contains(answer)
                        ? Optional.empty()
                        : Optional.of("'%s' is one of %s.".formatted(field.label(), field.options()));
            case COUNTRY -> country(field, answer.toUpperCase(Locale.ROOT));
            case DATE ->
                answer.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
                        ? Optional.empty()
                        : Optional.of("'%s' is a date, as 2026-03-01.".formatted(field.label()));
        };
    }

    private Optional<String> country(Field field, String answer) {
        if (!Set.of(Locale.getISOCountries()).contains(answer)) {
            return Optional.of("'%s' is a country's two letters, as in ISO 3166.".formatted(field.label()));
        }
        return Optional.empty();
    }

    private static Optional<String> missing(Field field) {
        return Optional.of("'%s' is missing.".formatted(field.label()));
    }

    private static Field field(Map.Entry<?, ?> asked) {
        var label = cut(String.valueOf(asked.getKey()));
        if (asked.getValue() instanceof Map<?, ?> described) {
            var kind = kind(String.valueOf(described.get("type")));
            var options = described.get("options") instanceof List<?> list
                    ? list.stream().limit(MAX_FIELDS).map(AccessForm::option).toList()
                    : List.<String>of();
            return new Field(label, kind, options);
        }
        var kind = kind(String.valueOf(asked.getValue()));
        return new Field(label, kind == Kind.SELECT ? Kind.TEXT : kind, List.of());
    }

    private static String option(Object option) {
        return cut(option instanceof Map<?, ?> both ? String.valueOf(both.get("value")) : String.valueOf(option));
    }

    private static Kind kind(String word) {
        return switch (word) {
            case "checkbox" -> Kind.CHECKBOX;
            case "select" -> Kind.SELECT;
            case "country" -> Kind.COUNTRY;
            case "date_picker", "date" -> Kind.DATE;
            default -> Kind.TEXT;
        };
    }

    private static boolean fits(Object pattern) {
        return pattern instanceof String text
                && !text.isBlank()
                && text.length() <= FileRules.MAX_PATTERN_CHARACTERS
                && text.chars().noneMatch(c -> c <= ' ');
    }

    private static String text(Map<?, ?> card, String field, String otherwise) {
        return card.get(field) instanceof String text
                        && !text.isBlank()
                        && text.length() <= SetPlan.MAX_TERMS_CHARACTERS
                ? text
                : otherwise;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LABEL_CHARACTERS ? text : text.substring(0, MAX_LABEL_CHARACTERS);
    }

    // Our own JSON, which is YAML too.
    private static Map<?, ?> map(String json) {
        try {
            var settings = LoadSettings.builder()
                    .setCodePointLimit(MAX_CARD_CHARACTERS)
                    .build();
            return new Load(settings).loadFromString(json) instanceof Map<?, ?> map ? map : Map.of();
        } catch (YamlEngineException _) {
            return Map.of();
        }
    }
}
