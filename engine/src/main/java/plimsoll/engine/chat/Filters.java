package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plimsoll.engine.chat.Printed.Style;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;
import plimsoll.engine.tokenizer.MarkedText;

/// What stands behind a `|`.
final class Filters {
    private final Limits limits;
    private final Methods methods;
    private final ValueTests tests;

    Filters(Limits limits, Methods methods, ValueTests tests) {
        this.limits = limits;
        this.methods = methods;
        this.tests = tests;
    }

    Value apply(String name, Value value, Arguments given, int line) throws TemplateRefused {
        return switch (name) {
            case "default", "d" -> otherwise(value, given);
            case "safe", "e", "escape" -> value;
            case "string" -> new Value.Text(text(value, line));
            case "tojson" -> new Value.Text(Printed.json(value, style(given, line), limits, line));
            case "from_json" -> fromJson(value, line);
            case "length", "count" -> new Value.Whole(length(value, line));
            case "int" -> whole(value, given, line);
            case "float" -> new Value.Real(number(value, 0));
            case "abs" -> abs(value, line);
            case "round" -> new Value.Real(round(number(value, 0), given.whole(0, "precision", 0, line)));
            case "trim" ->
                limits.made(Marked.strip(text(value, line), given.text(0, "chars", "", line), true, true), line);
            case "lower", "upper", "title", "capitalize" -> onText(value, name, given, line);
            case "replace" -> methods.replaced(text(value, line), given, line);
            case "indent" -> indented(text(value, line), given, line);
            case "join" -> joined(value, given, line);
            default -> onItems(name, value, given, line);
        };
    }

    private Value onItems(String name, Value value, Arguments given, int line) throws TemplateRefused {
        return switch (name) {
            case "list" -> copy(elements(value, line), line);
            case "items" -> items(value, line);
            case "dictsort" -> sortedPairs(value, given, line);
            case "first" -> end(elements(value, line), true);
            case "last" -> end(elements(value, line), false);
            case "reverse" -> reversed(value, line);
            case "sort" -> sorted(value, given, line);
            case "unique" -> unique(value, line);
            case "min", "max" -> extreme(name, elements(value, line), line);
            case "sum" -> sum(value, given, line);
            case "map" -> mapped(value, given, line);
            case "select", "reject" -> chosen(value, given, name.equals("select"), line);
            case "selectattr", "rejectattr" -> chosenByAttribute(value, given, name.equals("selectattr"), line);
            default -> throw new TemplateRefused("the filter \"%s\" is not known here".formatted(name), line);
        };
    }

    private MarkedText text(Value value, int line) throws TemplateRefused {
        return Printed.text(value, limits, line);
    }

    private static Value otherwise(Value value, Arguments given) {
        boolean missing = value instanceof Value.Undefined || (given.flag(1, "boolean", false) && !value.isTrue());
        return missing ? given.get(0, "default_value").orElse(Value.own("")) : value;
    }

    private static Style style(Arguments given, int line) throws TemplateRefused {
        int indent = Math.clamp(given.whole(Integer.MAX_VALUE, "indent", 0, line), 0, 16);
        var item = indent > 0 ? "," : ", ";
        var key = ": ";
        if (given.named().get("separators") instanceof Value.Items(var two)
                && two.size() == 2
                && two.getFirst() instanceof Value.Text first
                && two.getLast() instanceof Value.Text second) {
            item = first.plain();
            key = second.plain();
        }
        return new Style(
                indent,
                given.flag(Integer.MAX_VALUE, "ensure_ascii", false),
                given.flag(Integer.MAX_VALUE, "sort_keys", false),
                item,
                key);
    }

    private Value fromJson(Value value, int line) throws TemplateRefused {
        try {
            var text = text(value, line).text();
            limits.make(text.length(), line);
            return Value.said(JsonReader.read(text));
        } catch (MalformedJson broken) {
            throw new TemplateRefused(String.valueOf(broken.getMessage()), line);
        }
    }

    static long length(Value value, int line) throws TemplateRefused {
        return value instanceof Value.Text text
                ? text.plain().codePointCount(0, text.plain().length())
                : elements(value, line).size();
    }

    private static Value whole(Value value, Arguments given, int line) throws TemplateRefused {
        double number = number(value, Double.NaN);
        return value instanceof Value.Whole
                ? value
                : new Value.Whole(Double.isNaN(number) ? given.whole(0, "default", 0, line) : (long) number);
    }

    private static double number(Value value, double otherwise) {
        if (value instanceof Value.Text text) {
            try {
                return Double.parseDouble(text.plain().strip());
            } catch (NumberFormatException none) {
                return otherwise;
            }
        }
        return Operators.isNumber(value) ? Operators.real(value) : otherwise;
    }

    private static Value abs(Value value, int line) throws TemplateRefused {
        return switch (value) {
            case Value.Whole(var number) -> new Value.Whole(Math.abs(number));
            case Value.Real(var number) -> new Value.Real(Math.abs(number));
            case Value other -> throw new TemplateRefused(other.kind() + " has no size", line);
        };
    }

    private static double round(double number, int places) {
        double scale = Math.pow(10, Math.clamp(places, 0, 15));
        return Math.rint(number * scale) / scale;
    }

    private Value onText(Value value, String name, Arguments given, int line) throws TemplateRefused {
        return methods.call(new Value.Text(text(value, line)), name, given, line)
                .orElseThrow();
    }

    private Value indented(MarkedText text, Arguments given, int line) throws TemplateRefused {
        int width = Math.clamp(given.whole(0, "width", 4, line), 0, 1000);
        var lines = Marked.split(text, "\n", Integer.MAX_VALUE);
        limits.making(text.text().length() + (long) lines.size() * width, line);
        var margin = Marked.own(" ".repeat(width));
        var out = new MarkedText.Builder();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                Marked.append(out, Marked.own("\n"));
            }
            boolean blank = lines.get(i).text().isEmpty() && !given.flag(2, "blank", false);
            if (i == 0 ? given.flag(1, "first", false) : !blank) {
                Marked.append(out, margin);
            }
            Marked.append(out, lines.get(i));
        }
        return new Value.Text(out.build());
    }

    private Value joined(Value value, Arguments given, int line) throws TemplateRefused {
        var between = given.get(0, "d").orElse(Value.own(""));
        var values = given.named().containsKey("attribute")
                ? mapped(value, new Arguments(List.of(), given.named()), line)
                : value;
        return methods.joined(values, text(between, line), line);
    }

    /// What a loop goes over.
    static List<Value> elements(Value value, int line) throws TemplateRefused {
        return switch (value) {
            case Value.Items(var values) -> values;
            case Value.Members(var values) -> keys(values);
            case Value.Namespace(var values) -> keys(values);
            case Value.Text(var text) -> {
                var letters = new ArrayList<Value>();
                for (int i = 0; i < text.text().length(); ) {
                    int end = text.text().offsetByCodePoints(i, 1);
                    letters.add(new Value.Text(Marked.slice(text, i, end)));
                    i = end;
                }
                yield letters;
            }
            case Value.Undefined _ -> List.of();
            case Value.Whole _, Value.Real _, Value.Truth _, Value.None _, Value.Function _ ->
                throw new TemplateRefused("%s has no elements".formatted(value.kind()), line);
        };
    }

    // Names came from outside, or might have.
    private static List<Value> keys(Map<String, Value> values) {
        var keys = new ArrayList<Value>();
        values.keySet().forEach(key -> keys.add(new Value.Text(Marked.said(key))));
        return keys;
    }

    private Value copy(List<Value> values, int line) throws TemplateRefused {
        limits.make(values.size(), line);
        return Value.items(values);
    }

    static Value pairs(Map<String, Value> values, Limits limits, int line) throws TemplateRefused {
        limits.make(values.size(), line);
        var pairs = new ArrayList<Value>();
        values.forEach((key, value) -> pairs.add(Value.items(List.of(new Value.Text(Marked.said(key)), value))));
        return new Value.Items(pairs);
    }

    private Value items(Value value, int line) throws TemplateRefused {
        return switch (value) {
            case Value.Members(var values) -> pairs(values, limits, line);
            case Value.Undefined _ -> Value.items(List.of());
            case Value other -> throw new TemplateRefused("%s has no items".formatted(other.kind()), line);
        };
    }

    private Value sortedPairs(Value value, Arguments given, int line) throws TemplateRefused {
        if (!(value instanceof Value.Members(var values))) {
            throw new TemplateRefused("%s has no items".formatted(value.kind()), line);
        }
        boolean byValue = given.text(1, "by", "key", line).equals("value");
        boolean exact = given.flag(0, "case_sensitive", false);
        var sorted = new LinkedHashMap<String, Value>();
        var entries = new ArrayList<>(values.entrySet());
        if (byValue) {
            sort(entries, (a, b) -> compare(a.getValue(), b.getValue(), exact, line));
        } else {
            entries.sort(Comparator.comparing(entry -> exact ? entry.getKey() : folded(entry.getKey())));
        }
        if (given.flag(2, "reverse", false)) {
            Collections.reverse(entries);
        }
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return pairs(sorted, limits, line);
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static int compare(Value left, Value right, boolean exact, int line) throws TemplateRefused {
        if (!exact && left instanceof Value.Text first && right instanceof Value.Text second) {
            return folded(first.plain()).compareTo(folded(second.plain()));
        }
        return Operators.compare(left, right, line);
    }

    /// An order that may find two values to have none.
    private interface Order<T> {
        int compare(T left, T right) throws TemplateRefused;
    }

    // A comparator cannot refuse; the first refusal is kept and thrown after the sort.
    private static <T> void sort(List<T> values, Order<T> order) throws TemplateRefused {
        var refusals = new ArrayList<TemplateRefused>();
        values.sort((left, right) -> {
            try {
                return refusals.isEmpty() ? order.compare(left, right) : 0;
            } catch (TemplateRefused refused) {
                refusals.add(refused);
                return 0;
            }
        });
        if (!refusals.isEmpty()) {
            throw refusals.getFirst();
        }
    }

    private static Value end(List<Value> values, boolean first) {
        return values.isEmpty() ? new Value.Undefined() : first ? values.getFirst() : values.getLast();
    }

    private Value reversed(Value value, int line) throws TemplateRefused {
        var values = new ArrayList<>(elements(value, line));
        limits.make(values.size(), line);
        Collections.reverse(values);
        return value instanceof Value.Text
                ? methods.joined(new Value.Items(values), Marked.EMPTY, line)
                : new Value.Items(values);
    }

    private Value sorted(Value value, Arguments given, int line) throws TemplateRefused {
        var values = new ArrayList<>(elements(value, line));
        limits.make(values.size() * 32L, line);
        var attribute = given.text(2, "attribute", "", line);
        boolean exact = given.flag(1, "case_sensitive", false);
        sort(values, (a, b) -> compare(attribute(a, attribute), attribute(b, attribute), exact, line));
        if (given.flag(0, "reverse", false)) {
            Collections.reverse(values);
        }
        return new Value.Items(values);
    }

    /// What lies along a path of names, each a member or a place; undefined where it ends early.
    static Value attribute(Value value, String path) {
        if (path.isEmpty()) {
            return value;
        }
        var found = value;
        for (var name : path.split("\\.", -1)) {
            found = switch (found) {
                case Value.Members(var values) -> values.getOrDefault(name, new Value.Undefined());
                case Value.Items(var values)
                when name.matches("[0-9]{1,6}") && Integer.parseInt(name) < values.size() ->
                    values.get(Integer.parseInt(name));
                case Value _ -> new Value.Undefined();
            };
        }
        return found;
    }

    private Value unique(Value value, int line) throws TemplateRefused {
        var kept = new ArrayList<Value>();
        for (var one : elements(value, line)) {
            boolean known = false;
            for (var other : kept) {
                known |= compareForUnique(one, other, line);
            }
            if (!known) {
                kept.add(one);
            }
        }
        return new Value.Items(kept);
    }

    private boolean compareForUnique(Value one, Value other, int line) throws TemplateRefused {
        return (one instanceof Value.Text first && other instanceof Value.Text second)
                ? folded(first.plain()).equals(folded(second.plain()))
                : Operators.equal(one, other, limits, 0, line);
    }

    private Value extreme(String name, List<Value> values, int line) throws TemplateRefused {
        var best = end(values, true);
        for (var value : values) {
            int order = compare(value, best, false, line);
            best = name.equals("min") ? (order < 0 ? value : best) : (order > 0 ? value : best);
        }
        return best;
    }

    private Value sum(Value value, Arguments given, int line) throws TemplateRefused {
        var attribute = given.text(0, "attribute", "", line);
        Value sum = given.get(1, "start").orElse(new Value.Whole(0));
        for (var one : elements(value, line)) {
            sum = Operators.apply("+", sum, attribute(one, attribute), limits, line);
        }
        return sum;
    }

    private Value mapped(Value value, Arguments given, int line) throws TemplateRefused {
        var attribute = given.named().get("attribute") instanceof Value.Text text ? text.plain() : "";
        var results = new ArrayList<Value>();
        for (var one : List.copyOf(elements(value, line))) {
            limits.step(line);
            if (!attribute.isEmpty()) {
                var found = attribute(one, attribute);
                results.add(found instanceof Value.Undefined ? given.named().getOrDefault("default", found) : found);
            } else {
                results.add(apply(given.text(0, "filter", "", line), one, rest(given, 1), line));
            }
        }
        return new Value.Items(results);
    }

    private static Arguments rest(Arguments given, int from) {
        return new Arguments(
                given.values()
                        .subList(
                                Math.min(from, given.values().size()),
                                given.values().size()),
                given.named());
    }

    private Value chosen(Value value, Arguments given, boolean wanted, int line) throws TemplateRefused {
        var kept = new ArrayList<Value>();
        for (var one : List.copyOf(elements(value, line))) {
            limits.step(line);
            boolean passes = given.values().isEmpty()
                    ? one.isTrue()
                    : tests.passes(given.text(0, "test", "", line), one, rest(given, 1), line);
            if (passes == wanted) {
                kept.add(one);
            }
        }
        return new Value.Items(kept);
    }

    private Value chosenByAttribute(Value value, Arguments given, boolean wanted, int line) throws TemplateRefused {
        var kept = new ArrayList<Value>();
        var name = given.text(0, "attribute", "", line);
        for (var one : List.copyOf(elements(value, line))) {
            limits.step(line);
            var found = attribute(one, name);
            boolean passes = given.values().size() < 2
                    ? found.isTrue()
                    : tests.passes(given.text(1, "test", "", line), found, rest(given, 2), line);
            if (passes == wanted) {
                kept.add(one);
            }
        }
        return new Value.Items(kept);
    }
}
