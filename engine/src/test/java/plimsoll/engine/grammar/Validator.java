package plimsoll.engine.grammar;

import java.util.List;
import java.util.regex.Pattern;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.Json.Items;
import plimsoll.engine.json.Json.Members;
import plimsoll.engine.json.Json.Text;
import plimsoll.engine.json.Json.Whole;

/// Says by the letter of JSON Schema whether a value is valid. It knows nothing of grammars.
final class Validator {
    private final Json root;

    Validator(Json root) {
        this.root = root;
    }

    boolean valid(Json value, Json schema) {
        return switch (schema) {
            case Json.Flag(var anything) -> anything;
            case Members members ->
                members.values().entrySet().stream()
                        .allMatch(keyword -> valid(value, keyword.getKey(), keyword.getValue(), members));
            default -> false;
        };
    }

    private boolean valid(Json value, String keyword, Json by, Members schema) {
        return switch (keyword) {
            case "$ref" -> valid(value, resolve(((Text) by).value()));
            case "type" -> types(by).stream().anyMatch(type -> is(value, type));
            case "enum" -> ((Items) by).values().contains(value);
            case "const" -> by.equals(value);
            case "anyOf" -> ((Items) by).values().stream().anyMatch(one -> valid(value, one));
            case "oneOf" ->
                ((Items) by).values().stream().filter(one -> valid(value, one)).count() == 1;
            case "required" ->
                !(value instanceof Members members)
                        || ((Items) by)
                                .values().stream()
                                        .allMatch(name -> members.values().containsKey(((Text) name).value()));
            case "properties" -> !(value instanceof Members members) || validMembers(members, (Members) by);
            case "additionalProperties" -> !(value instanceof Members members) || validOthers(members, by, schema);
            case "items" ->
                !(value instanceof Items(var values)) || values.stream().allMatch(one -> valid(one, by));
            case "minItems" -> !(value instanceof Items(var values)) || values.size() >= number(by);
            case "maxItems" -> !(value instanceof Items(var values)) || values.size() <= number(by);
            case "minLength" -> !(value instanceof Text(var text)) || length(text) >= number(by);
            case "maxLength" -> !(value instanceof Text(var text)) || length(text) <= number(by);
            case "pattern" ->
                !(value instanceof Text(var text))
                        || ofEcma(((Text) by).value()).matcher(text).matches();
            case "minimum" -> !(value instanceof Whole(var number)) || number >= number(by);
            case "maximum" -> !(value instanceof Whole(var number)) || number <= number(by);
            case "exclusiveMinimum" -> !(value instanceof Whole(var number)) || number > number(by);
            case "exclusiveMaximum" -> !(value instanceof Whole(var number)) || number < number(by);
            case "description", "$defs" -> true;
            default -> throw new AssertionError(keyword);
        };
    }

    // Two classes are wider in the regular expressions of JSON Schema than in Java's.
    private static Pattern ofEcma(String pattern) {
        return Pattern.compile(
                pattern.replace("\\s", "[\\t-\\r \\u00A0\\u2028\\u2029]").replace(".", "[^\\n\\r\\u2028\\u2029]"));
    }

    private boolean validMembers(Members value, Members properties) {
        return properties.values().entrySet().stream()
                .allMatch(property -> value.get(property.getKey())
                        .map(member -> valid(member, property.getValue()))
                        .orElse(true));
    }

    private boolean validOthers(Members value, Json by, Members schema) {
        return value.values().entrySet().stream()
                .filter(member -> !(schema.values().get("properties") instanceof Members properties
                        && properties.values().containsKey(member.getKey())))
                .allMatch(member -> valid(member.getValue(), by));
    }

    private static List<String> types(Json by) {
        return by instanceof Items(var values)
                ? values.stream().map(one -> ((Text) one).value()).toList()
                : List.of(((Text) by).value());
    }

    private static boolean is(Json value, String type) {
        return switch (value) {
            case Members _ -> type.equals("object");
            case Items _ -> type.equals("array");
            case Text _ -> type.equals("string");
            case Whole _ -> type.equals("integer") || type.equals("number");
            case Json.Real _ -> type.equals("number");
            case Json.Flag _ -> type.equals("boolean");
            case Json.Nothing _ -> type.equals("null");
        };
    }

    private static long number(Json by) {
        return ((Whole) by).value();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private Json resolve(String pointer) {
        var found = root;
        for (var name : pointer.equals("#")
                ? List.<String>of()
                : List.of(pointer.substring(2).split("/", -1))) {
            found = ((Members) found).get(name).orElseThrow();
        }
        return found;
    }
}
