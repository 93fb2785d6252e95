package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import plimsoll.engine.tokenizer.MarkedText;

/// What can be called on a string, a list or a mapping, as in Python.
final class Methods {
    private final Limits limits;

    Methods(Limits limits) {
        this.limits = limits;
    }

    /// The answer, or nothing when there is no such method.
    Optional<Value> call(Value owner, String name, Arguments given, int line) throws TemplateRefused {
        return switch (owner) {
            case Value.Text(var text) -> onText(text, name, given, line);
            case Value.Items(var values) -> onItems(values, name, given, line);
            case Value.Members(var values) -> onMembers(values, name, given, line);
            case Value.Whole _,
                    Value.Real _,
                    Value.Truth _,
                    Value.None _,
                    Value.Undefined _,
                    Value.Namespace _,
                    Value.Function _ -> Optional.empty();
        };
    }

    private Optional<Value> onText(MarkedText text, String name, Arguments given, int line) throws TemplateRefused {
        return switch (name) {
            case "strip", "lstrip", "rstrip" -> {
                var characters = given.text(0, "chars", "", line);
                yield made(Marked.strip(text, characters, !name.equals("rstrip"), !name.equals("lstrip")), line);
            }
            case "upper" -> made(Marked.map(text, part -> part.toUpperCase(Locale.ROOT)), line);
            case "lower" -> made(Marked.map(text, part -> part.toLowerCase(Locale.ROOT)), line);
            case "title" -> made(Marked.map(text, Methods::title), line);
            case "capitalize" -> made(capitalised(text), line);
            case "startswith" -> truth(matchesAny(given.need(0, "prefix", line), line, text.text()::startsWith));
            case "endswith" -> truth(matchesAny(given.need(0, "suffix", line), line, text.text()::endsWith));
            case "split" -> Optional.of(split(text, given, line));
            case "splitlines" -> Optional.of(texts(lines(text), line));
            case "replace" -> Optional.of(replaced(text, given, line));
            case "join" -> Optional.of(joined(given.need(0, "iterable", line), text, line));
            case "format" -> Optional.of(formatted(text, given, line));
            case "find" -> Optional.of(new Value.Whole(text.text().indexOf(given.text(0, "sub", "", line))));
            case "count" -> Optional.of(new Value.Whole(count(text.text(), given.text(0, "sub", "", line))));
            case "removeprefix", "removesuffix" -> made(without(text, name, given.text(0, "part", "", line)), line);
            case "isdigit" ->
                truth(!text.text().isEmpty() && text.text().chars().allMatch(Character::isDigit));
            default -> Optional.empty();
        };
    }

    private static MarkedText without(MarkedText text, String name, String part) {
        int length = text.text().length();
        if (name.equals("removeprefix")) {
            return text.text().startsWith(part) ? Marked.slice(text, part.length(), length) : text;
        }
        return text.text().endsWith(part) ? Marked.slice(text, 0, length - part.length()) : text;
    }

    private Optional<Value> made(MarkedText text, int line) throws TemplateRefused {
        return Optional.of(limits.made(text, line));
    }

    private static Optional<Value> truth(boolean truth) {
        return Optional.of(new Value.Truth(truth));
    }

    static String title(String text) {
        var out = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetter(c);
        }
        return out.toString();
    }

    static MarkedText capitalised(MarkedText text) {
        int first = Math.min(1, text.text().length());
        return Marked.concat(List.of(
                Marked.map(Marked.slice(text, 0, first), part -> part.toUpperCase(Locale.ROOT)),
                Marked.map(Marked.slice(text, first, text.text().length()), part -> part.toLowerCase(Locale.ROOT))));
    }

    private static boolean matchesAny(Value wanted, int line, java.util.function.Predicate<String> matches)
            throws TemplateRefused {
        return switch (wanted) {
            case Value.Text text -> matches.test(text.plain());
            case Value.Items(var values) ->
                values.stream().anyMatch(value -> value instanceof Value.Text text && matches.test(text.plain()));
            case Value other -> throw new TemplateRefused("%s is no text to begin with".formatted(other.kind()), line);
        };
    }

    private Value split(MarkedText text, Arguments given, int line) throws TemplateRefused {
        var separator = given.text(0, "sep", "", line);
        int most = given.whole(1, "maxsplit", -1, line);
        return texts(Marked.split(text, separator, most < 0 ? Integer.MAX_VALUE : most), line);
    }

    private static List<MarkedText> lines(MarkedText text) {
        var lines = new ArrayList<>(Marked.split(text, "\n", Integer.MAX_VALUE));
        if (lines.getLast().text().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private Value texts(List<MarkedText> texts, int line) throws TemplateRefused {
        limits.make(texts.size(), line);
        return Value.items(texts.stream().map(Value.Text::new).toList());
    }

    Value replaced(MarkedText text, Arguments given, int line) throws TemplateRefused {
        var old = given.text(0, "old", "", line);
        var by = Printed.text(given.need(1, "new", line), limits, line);
        int most = given.whole(2, "count", -1, line);
        limits.making(
                text.text().length()
                        + (long) count(text.text(), old) * by.text().length(),
                line);
        return new Value.Text(Marked.replace(text, old, by, most < 0 ? Integer.MAX_VALUE : most));
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = part.isEmpty() ? -1 : text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    Value joined(Value values, MarkedText between, int line) throws TemplateRefused {
        var parts = new ArrayList<MarkedText>();
        long length = 0;
        for (var value : Filters.elements(values, line)) {
            var part = Printed.text(value, limits, line);
            parts.add(part);
            length += part.text().length() + between.text().length();
            limits.making(length, line);
        }
        return new Value.Text(Marked.join(parts, between));
    }

    // {} and {0} and {name}, without a format after a colon.
    private Value formatted(MarkedText text, Arguments given, int line) throws TemplateRefused {
        var out = new MarkedText.Builder();
        int next = 0;
        int done = 0;
        var pattern = text.text();
        for (int at = pattern.indexOf('{'); at >= 0; at = pattern.indexOf('{', done)) {
            Marked.append(out, Marked.slice(text, done, at));
            int end = pattern.indexOf('}', at);
            if (end < 0) {
                throw new TemplateRefused("a format without its closing bracket", line);
            }
            var name = pattern.substring(at + 1, end);
            boolean numbered = !name.isEmpty() && name.chars().allMatch(Character::isDigit) && name.length() < 4;
            int place = name.isEmpty() ? next++ : numbered ? Integer.parseInt(name) : Integer.MAX_VALUE;
            Marked.append(out, Printed.text(given.need(place, name, line), limits, line));
            limits.making(out.length(), line);
            done = end + 1;
        }
        Marked.append(out, Marked.slice(text, done, pattern.length()));
        return limits.made(out.build(), line);
    }

    private Optional<Value> onItems(List<Value> values, String name, Arguments given, int line) throws TemplateRefused {
        return switch (name) {
            case "append" -> {
                limits.make(1, line);
                values.add(given.need(0, "object", line));
                yield Optional.of(new Value.None());
            }
            case "extend" -> {
                var more = List.copyOf(Filters.elements(given.need(0, "iterable", line), line));
                limits.make(more.size(), line);
                values.addAll(more);
                yield Optional.of(new Value.None());
            }
            case "insert" -> {
                limits.make(values.size() + 1, line);
                values.add(
                        Math.clamp(given.whole(0, "index", 0, line), 0, values.size()), given.need(1, "object", line));
                yield Optional.of(new Value.None());
            }
            case "pop" -> {
                int place = given.whole(0, "index", -1, line);
                int at = place < 0 ? place + values.size() : place;
                if (at < 0 || at >= values.size()) {
                    throw new TemplateRefused("nothing to pop at " + place, line);
                }
                limits.make(values.size() - at, line);
                yield Optional.of(values.remove(at));
            }
            default -> Optional.empty();
        };
    }

    private Optional<Value> onMembers(Map<String, Value> values, String name, Arguments given, int line)
            throws TemplateRefused {
        return switch (name) {
            case "get" -> {
                var key = given.text(0, "key", "", line);
                yield Optional.of(
                        values.getOrDefault(key, given.get(1, "default").orElse(new Value.None())));
            }
            case "items" -> Optional.of(Filters.pairs(values, limits, line));
            case "keys" -> Optional.of(Value.items(Filters.elements(Value.members(values), line)));
            case "values" -> Optional.of(Value.items(List.copyOf(values.values())));
            case "pop" -> {
                var key = given.text(0, "key", "", line);
                var found = values.remove(key);
                yield Optional.of(found != null ? found : given.need(1, "default", line));
            }
            case "update" -> {
                if (given.get(0, "other").orElse(new Value.None()) instanceof Value.Members(var more)) {
                    values.putAll(more);
                }
                values.putAll(given.named());
                limits.make(values.size(), line);
                yield Optional.of(new Value.None());
            }
            case "copy" -> Optional.of(Value.members(values));
            default -> Optional.empty();
        };
    }
}
