package plimsoll.engine.chat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import plimsoll.engine.json.Json;

/// What every template finds: the functions, and what it is rendered for.
final class Globals {
    private Globals() {}

    static Scope of(Json.Items messages, Json.Items tools, ChatOptions options) {
        var scope = new Scope(null);
        scope.set("namespace", new Value.Function("namespace", Globals::namespace));
        scope.set("dict", new Value.Function("dict", (given, _) -> Value.members(given.named())));
        scope.set("range", new Value.Function("range", Globals::range));
        scope.set("raise_exception", new Value.Function("raise_exception", (given, line) -> {
            throw new TemplateRefused(given.text(0, "message", "the template refuses this conversation", line), line);
        }));
        scope.set(
                "strftime_now",
                new Value.Function(
                        "strftime_now",
                        (given, line) -> Value.own(date(options.now(), given.text(0, "format", "", line)))));
        options.variables().forEach((name, value) -> scope.set(name, Value.said(value)));
        scope.set("messages", Value.said(messages));
        scope.set("tools", tools.values().isEmpty() ? new Value.None() : Value.said(tools));
        scope.set("add_generation_prompt", new Value.Truth(options.addGenerationPrompt()));
        scope.set("bos_token", Value.own(options.begin()));
        scope.set("eos_token", Value.own(options.end()));
        return scope;
    }

    private static Value namespace(Arguments given, int line) throws TemplateRefused {
        var values = new LinkedHashMap<String, Value>();
        switch (given.get(0, "").orElse(new Value.Undefined())) {
            case Value.Members(var members) -> values.putAll(members);
            case Value.Undefined _ -> {}
            case Value other -> throw new TemplateRefused("a namespace of " + other.kind(), line);
        }
        values.putAll(given.named());
        return new Value.Namespace(values);
    }

    private static Value range(Arguments given, int line) throws TemplateRefused {
        boolean two = given.values().size() > 1;
        int from = two ? given.whole(0, "start", 0, line) : 0;
        int to = given.whole(two ? 1 : 0, "stop", 0, line);
        int step = given.whole(2, "step", 1, line);
        long count = step == 0 ? -1 : Math.ceilDiv((long) to - from, step);
        if (step == 0 || count > Limits.MAX_RANGE) {
            throw new TemplateRefused(
                    "a range of more than %d numbers, or with step 0".formatted(Limits.MAX_RANGE), line);
        }
        var values = new ArrayList<Value>();
        for (long i = 0; i < count; i++) {
            values.add(new Value.Whole(from + i * step));
        }
        return new Value.Items(values);
    }

    /// The date as C's strftime writes it, in English.
    private static String date(LocalDateTime now, String format) {
        var out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            boolean bare = format.charAt(i + 1) == '-' && i + 2 < format.length();
            i += bare ? 2 : 1;
            var text = field(now, format.charAt(i));
            out.append(bare && text.length() > 1 && text.charAt(0) == '0' ? text.substring(1) : text);
        }
        return out.toString();
    }

    private static String field(LocalDateTime now, char field) {
        var pattern = switch (field) {
            case 'd' -> "dd";
            case 'm' -> "MM";
            case 'y' -> "yy";
            case 'Y' -> "yyyy";
            case 'b' -> "MMM";
            case 'B' -> "MMMM";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            case 'j' -> "DDD";
            case '%' -> "'%'";
            default -> "'%" + field + "'";
        };
        return now.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
}
