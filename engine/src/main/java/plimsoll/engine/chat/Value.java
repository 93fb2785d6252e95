package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plimsoll.engine.json.Json;
import plimsoll.engine.tokenizer.MarkedText;

/// What a template can hold. There is nothing of Java's in it to reach for.
sealed interface Value {

    /// A string, each part of it marked by who wrote it.
    record Text(MarkedText marked) implements Value {
        String plain() {
            return marked.text();
        }
    }

    record Whole(long value) implements Value {}

    record Real(double value) implements Value {}

    record Truth(boolean value) implements Value {}

    record None() implements Value {}

    /// What has no value. Prints as nothing and counts as false; to look inside it is an error.
    record Undefined() implements Value {}

    /// A list. It can be appended to, so it is its own self, not its content.
    record Items(ArrayList<Value> values) implements Value {}

    /// A dictionary in order of insertion.
    record Members(LinkedHashMap<String, Value> values) implements Value {}

    /// What a template may assign to across loops.
    record Namespace(LinkedHashMap<String, Value> values) implements Value {}

    /// Something to call.
    record Function(String name, Call call) implements Value {}

    /// The body of a function.
    interface Call {
        Value call(Arguments arguments, int line) throws TemplateRefused;
    }

    static Value own(String text) {
        return new Text(Marked.own(text));
    }

    static Items items(List<? extends Value> values) {
        return new Items(new ArrayList<>(values));
    }

    static Members members(Map<String, ? extends Value> values) {
        return new Members(new LinkedHashMap<>(values));
    }

    /// What came from outside: all its texts are somebody's words.
    static Value said(Json json) {
        return switch (json) {
            case Json.Text(var text) -> new Text(Marked.said(text));
            case Json.Whole(var number) -> new Whole(number);
            case Json.Real(var number) -> new Real(number);
            case Json.Flag(var flag) -> new Truth(flag);
            case Json.Nothing _ -> new None();
            case Json.Items(var values) ->
                items(values.stream().map(Value::said).toList());
            case Json.Members(var values) -> {
                var members = new LinkedHashMap<String, Value>();
                values.forEach((name, value) -> members.put(name, said(value)));
                yield new Members(members);
            }
        };
    }

    default boolean isTrue() {
        return switch (this) {
            case Text text -> !text.plain().isEmpty();
            case Whole(var number) -> number != 0;
            case Real(var number) -> number != 0;
            case Truth(var truth) -> truth;
            case None _, Undefined _ -> false;
            case Items(var values) -> !values.isEmpty();
            case Members(var values) -> !values.isEmpty();
            case Namespace _, Function _ -> true;
        };
    }

    /// What it is called in an error.
    default String kind() {
        return switch (this) {
            case Text _ -> "a string";
            case Whole _, Real _ -> "a number";
            case Truth _ -> "a boolean";
            case None _ -> "none";
            case Undefined _ -> "undefined";
            case Items _ -> "a list";
            case Members _ -> "a mapping";
            case Namespace _ -> "a namespace";
            case Function(var name, var _) -> "the function " + name;
        };
    }
}
