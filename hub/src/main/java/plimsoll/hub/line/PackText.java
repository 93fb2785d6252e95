package plimsoll.hub.line;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.Obligation;
import plimsoll.domain.line.Rule;
import plimsoll.domain.line.RulePack;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;
import plimsoll.hub.repositories.StrictYaml;

/// Reads packs of rules as people write them, in YAML. A pack with anything wrong in it is refused as a whole.
public final class PackText {
    /// The longest pack. The longest shipped one has 5,000 characters.
    public static final int MAX_CHARACTERS = 500_000;
    /// As many rules as one pack may have.
    public static final int MAX_RULES = 10_000;

    private static final int MAX_FEW = 50;
    private static final String ID = "[a-z0-9][a-z0-9.-]{0,63}";

    private final Conditions conditions;

    /// A reader that makes conditions by `conditions`.
    public PackText(Conditions conditions) {
        this.conditions = conditions;
    }

    /// Reads a pack.
    ///
    /// @throws BadRule when it is none
    public RulePack read(String text) throws BadRule {
        var pack = Fields.of("the pack", yaml(text, MAX_CHARACTERS))
                .only("pack", "title", "version", "jurisdiction", "status", "from", "to", "source", "rules");
        var id = id("the pack", pack.text("pack"));
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        for (var each : pack.list("rules", MAX_RULES)) {
            var rule = rule(rules.size() + 1, each, pack.optional("source"));
            if (!ids.add(rule.id())) {
                throw new BadRule("There are two rules `%s`.".formatted(rule.id()));
            }
            rules.add(rule);
        }
        var status = pack.text("status");
        return new RulePack(
                id,
                pack.text("title"),
                pack.text("version"),
                pack.text("jurisdiction"),
                RulePack.Status.named(status)
                        .orElseThrow(() -> new BadRule("There is no status `%s`.".formatted(status))),
                pack.date("from"),
                pack.date("to"),
                rules,
                Sha256.ofUtf8(text));
    }

    /// What a text in YAML stands for.
    ///
    /// @throws BadRule when it is longer than `most` characters, or no YAML, and where that shows
    static @Nullable Object yaml(String text, int most) throws BadRule {
        if (text.length() > most) {
            throw new BadRule("The file is longer than %,d characters.".formatted(most));
        }
        try {
            return StrictYaml.load(text, most);
        } catch (YamlEngineException broken) {
            var message = String.valueOf(broken.getMessage()).lines().limit(2).map(String::strip);
            throw new BadRule("The file is no YAML: " + message.collect(Collectors.joining(", ")));
        }
    }

    private Rule rule(int number, @Nullable Object value, Optional<String> source) throws BadRule {
        var numbered = Fields.of("rule %d".formatted(number), value);
        var rule = new Fields("rule `%s`".formatted(numbered.text("id")), numbered.map())
                .only("id", "title", "kinds", "needs", "when", "ceiling", "obligations", "source");
        var needs = names(rule);
        var when = rule.text("when");
        try {
            return new Rule(
                    id(rule.where(), rule.text("id")),
                    rule.text("title"),
                    kinds(rule),
                    needs,
                    when,
                    conditions.compile(when, needs),
                    ceiling(rule.inner("ceiling")),
                    obligations(rule),
                    rule.optional("source")
                            .or(() -> source)
                            .orElseThrow(() -> new BadRule(rule.where() + ": `source` is missing.")));
        } catch (BadRule bad) {
            var message = String.valueOf(bad.getMessage());
            throw message.startsWith(rule.where()) ? bad : new BadRule("%s: %s".formatted(rule.where(), message));
        }
    }

    private static String id(String where, String id) throws BadRule {
        if (!id.matches(ID)) {
            throw new BadRule(
                    "%s: an id has lower-case letters, digits, dots and dashes, not `%s`.".formatted(where, id));
        }
        return id;
    }

    private static SortedSet<FactName> names(Fields rule) throws BadRule {
        var names = new TreeSet<FactName>();
        for (var word : rule.texts("needs", MAX_FEW)) {
            names.add(FactName.named(word)
                    .orElseThrow(() -> new BadRule("%s: there is no fact `%s`.".formatted(rule.where(), word))));
        }
        return names;
    }

    private static Set<RepoKind> kinds(Fields rule) throws BadRule {
        var kinds = EnumSet.noneOf(RepoKind.class);
        for (var word : rule.texts("kinds", MAX_FEW)) {
            kinds.add(RepoKind.named(word)
                    .orElseThrow(() -> new BadRule("%s: there is no kind `%s`.".formatted(rule.where(), word))));
        }
        return kinds.isEmpty() ? Set.of(RepoKind.MODEL) : kinds;
    }

    /// The levels of components, by their words.
    static Map<Component, Level> ceiling(Fields fields) throws BadRule {
        var ceiling = new EnumMap<Component, Level>(Component.class);
        for (var each : fields.map().entrySet()) {
            var component = Component.named(String.valueOf(each.getKey()))
                    .filter(named -> named != Component.PAPERS)
                    .orElseThrow(() -> new BadRule(
                            "%s: `%s` is no component that can be limited.".formatted(fields.where(), each.getKey())));
            var level = Level.named(String.valueOf(each.getValue()))
                    .orElseThrow(() ->
                            new BadRule("%s: there is no level `%s`.".formatted(fields.where(), each.getValue())));
            ceiling.put(component, level);
        }
        return ceiling;
    }

    private static List<Obligation> obligations(Fields rule) throws BadRule {
        var obligations = new ArrayList<Obligation>();
        for (var each : rule.list("obligations", MAX_FEW)) {
            var fields = Fields.of(rule.where() + ", obligations", each).only("do", "by", "within", "every", "from");
            try {
                var from = fields.optional("from").orElse(Obligation.From.RULE.word());
                obligations.add(new Obligation(
                        fields.text("do"),
                        fields.text("by"),
                        fields.optional("within"),
                        fields.optional("every"),
                        Obligation.From.named(from)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "'from' is rule or incident, not '%s'".formatted(from)))));
            } catch (IllegalArgumentException unfit) {
                throw new BadRule("%s: %s.".formatted(rule.where(), unfit.getMessage()));
            }
        }
        return obligations;
    }
}
