package plimsoll.engine.chat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a function, filter or method is called with.
record Arguments(List<Value> values, Map<String, Value> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /// The argument at this place, or of this name.
    Optional<Value> get(int place, String name) {
        return place < values.size() ? Optional.of(values.get(place)) : Optional.ofNullable(named.get(name));
    }

    Value need(int place, String name, int line) throws TemplateRefused {
        return get(place, name)
                .orElseThrow(() -> new TemplateRefused("the argument %s is missing".formatted(name), line));
    }

    String text(int place, String name, String otherwise, int line) throws TemplateRefused {
        return switch (get(place, name).orElse(new Value.None())) {
            case Value.Text text -> text.plain();
            case Value.None _, Value.Undefined _ -> otherwise;
            case Value other ->
                throw new TemplateRefused("the argument %s is %s and no string".formatted(name, other.kind()), line);
        };
    }

    int whole(int place, String name, int otherwise, int line) throws TemplateRefused {
        return switch (get(place, name).orElse(new Value.None())) {
            case Value.Whole(var number) -> Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Value.Truth(var truth) -> truth ? 1 : 0;
            case Value.None _, Value.Undefined _ -> otherwise;
            case Value other ->
                throw new TemplateRefused(
                        "the argument %s is %s and no whole number".formatted(name, other.kind()), line);
        };
    }

    boolean flag(int place, String name, boolean otherwise) {
        return get(place, name).map(Value::isTrue).orElse(otherwise);
    }
}
