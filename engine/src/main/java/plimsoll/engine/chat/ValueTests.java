package plimsoll.engine.chat;

/// What stands behind an `is`.
final class ValueTests {
    private final Limits limits;

    ValueTests(Limits limits) {
        this.limits = limits;
    }

    boolean passes(String name, Value value, Arguments given, int line) throws TemplateRefused {
        return switch (name) {
            case "defined" -> !(value instanceof Value.Undefined);
            case "undefined" -> value instanceof Value.Undefined;
            case "none" -> value instanceof Value.None;
            case "string" -> value instanceof Value.Text;
            case "number" -> value instanceof Value.Whole || value instanceof Value.Real;
            case "integer" -> value instanceof Value.Whole;
            case "float" -> value instanceof Value.Real;
            case "boolean" -> value instanceof Value.Truth;
            case "true" -> value instanceof Value.Truth(var truth) && truth;
            case "false" -> value instanceof Value.Truth(var truth) && !truth;
            case "mapping" -> value instanceof Value.Members;
            case "iterable", "sequence" ->
                value instanceof Value.Items || value instanceof Value.Text || value instanceof Value.Members;
            case "callable" -> value instanceof Value.Function;
            case "odd" -> wholeOf(value, line) % 2 != 0;
            case "even" -> wholeOf(value, line) % 2 == 0;
            case "divisibleby" -> wholeOf(value, line) % Math.max(1, given.whole(0, "num", 1, line)) == 0;
            case "equalto", "eq", "sameas" -> Operators.equal(value, given.need(0, "other", line), limits, 0, line);
            case "ne" -> !Operators.equal(value, given.need(0, "other", line), limits, 0, line);
            case "lt", "lessthan" -> Operators.compare(value, given.need(0, "other", line), line) < 0;
            case "gt", "greaterthan" -> Operators.compare(value, given.need(0, "other", line), line) > 0;
            case "le" -> Operators.compare(value, given.need(0, "other", line), line) <= 0;
            case "ge" -> Operators.compare(value, given.need(0, "other", line), line) >= 0;
            case "in" -> Operators.contains(given.need(0, "seq", line), value, limits, line);
            case "lower" ->
                value instanceof Value.Text text
                        && text.plain().equals(text.plain().toLowerCase(java.util.Locale.ROOT));
            case "upper" ->
                value instanceof Value.Text text
                        && text.plain().equals(text.plain().toUpperCase(java.util.Locale.ROOT));
            default -> throw new TemplateRefused("the test \"%s\" is not known here".formatted(name), line);
        };
    }

    private static long wholeOf(Value value, int line) throws TemplateRefused {
        if (value instanceof Value.Whole(var number)) {
            return number;
        }
        throw new TemplateRefused("%s is no whole number".formatted(value.kind()), line);
    }
}
