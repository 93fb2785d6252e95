package plimsoll.hub.line;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import plimsoll.domain.line.Declaration;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.Line.Reason;
import plimsoll.domain.line.Obligation;
import plimsoll.domain.line.RulePack;
import plimsoll.domain.repository.RepoKind;

/// The examples kept beside a pack: made-up facts, and the line that the pack has to draw for them.
public final class PackExamples {
    private static final int MAX_EXAMPLES = 1_000;

    private PackExamples() {}

    /// What came of one example.
    ///
    /// @param name what it is called
    /// @param wrong what was otherwise than it says; empty when all is as it should be
    public record Result(String name, List<String> wrong) {
        public Result {
            wrong = List.copyOf(wrong);
        }
    }

    /// Tries a pack, whether it binds or not, on its examples.
    ///
    /// @param text the examples, in YAML
    /// @throws BadRule when they cannot be read
    public static List<Result> run(RulePack pack, String text) throws BadRule {
        var file = Fields.of("the examples", PackText.yaml(text, PackText.MAX_CHARACTERS))
                .only("examples");
        var results = new ArrayList<Result>();
        for (var each : file.list("examples", MAX_EXAMPLES)) {
            var numbered = Fields.of("example %d".formatted(results.size() + 1), each);
            var example = new Fields("example `%s`".formatted(numbered.text("name")), numbered.map())
                    .only("name", "kind", "facts", "expect");
            results.add(new Result(example.text("name"), wrong(pack, example)));
        }
        return results;
    }

    private static List<String> wrong(RulePack pack, Fields example) throws BadRule {
        var word = example.optional("kind").orElse(RepoKind.MODEL.singular());
        var kind = RepoKind.named(word)
                .orElseThrow(() -> new BadRule("%s: there is no kind `%s`.".formatted(example.where(), word)));
        var line = Line.draw(List.of(pack), kind, sheet(example.inner("facts")));
        var expected = example.inner("expect").only("ceiling", "applies", "undetermined", "obligations");
        var wrong = new ArrayList<String>();
        PackText.ceiling(expected.inner("ceiling")).forEach((component, level) -> {
            if (line.of(component) != level) {
                wrong.add("the ceiling of %s is %s, not %s"
                        .formatted(component.word(), line.of(component).word(), level.word()));
            }
        });
        compare("what applies", expected.texts("applies", PackText.MAX_RULES), rules(line.reasons()), wrong);
        compare(
                "what is undetermined",
                expected.texts("undetermined", PackText.MAX_RULES),
                rules(line.undetermined()),
                wrong);
        if (expected.map().containsKey("obligations")) {
            var owed = line.obligations().stream().map(Obligation::sentence).toList();
            compare("what is to be done", expected.texts("obligations", PackText.MAX_RULES), owed, wrong);
        }
        return wrong;
    }

    private static List<String> rules(List<Reason> reasons) {
        return reasons.stream().map(Reason::rule).toList();
    }

    private static void compare(String what, List<String> expected, List<String> found, List<String> wrong) {
        if (!new TreeSet<>(found).equals(new TreeSet<>(expected))) {
            wrong.add("%s: %s, not %s".formatted(what, new TreeSet<>(found), new TreeSet<>(expected)));
        }
    }

    private static FactSheet sheet(Fields fields) throws BadRule {
        var facts = new ArrayList<Fact>();
        for (var each : fields.map().entrySet()) {
            var name = FactName.named(String.valueOf(each.getKey()))
                    .orElseThrow(
                            () -> new BadRule("%s: there is no fact `%s`.".formatted(fields.where(), each.getKey())));
            var value = Declaration.read(name, each.getValue())
                    .orElseThrow(() -> new BadRule(
                            "%s: %s is %s.".formatted(fields.where(), name.word(), Declaration.wanted(name))));
            facts.add(new Fact(name, value, Fact.Kind.DECLARED, "the example", "", Instant.EPOCH));
        }
        return new FactSheet(facts);
    }
}
