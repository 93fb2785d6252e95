package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.engine.chat.ToolCalls.Style;
import plimsoll.engine.grammar.Grammar;
import plimsoll.engine.grammar.GrammarRefused;
import plimsoll.engine.json.Json;

/// The form of an answer that calls one of some tools and says nothing else: the way in which a family of models
/// writes its calls, with a tool's name, and arguments that keep to its schema.
public final class ForcedCall {
    private static final Json NO_ARGUMENTS = members(Map.of(
            "type", new Json.Text("object"),
            "properties", new Json.Members(new LinkedHashMap<>()),
            "additionalProperties", new Json.Flag(false)));

    private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples");

    private ForcedCall() {}

    /// The form for a model that this template speaks to.
    ///
    /// @param tools as OpenAI's protocol has them; where a tool tells no parameters, it takes none
    /// @param named the only one that may be called; any, where none is named
    /// @throws IllegalArgumentException when the template teaches no way to call tools, or there is no such tool
    /// @throws GrammarRefused when a tool's schema is not one that answers can be kept to
    public static Grammar grammar(ChatTemplate template, List<Json> tools, Optional<String> named)
            throws GrammarRefused {
        var style = Style.of(template)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the chat template of this model knows no way to call tools, so no call can be forced"));
        var schemas = new LinkedHashMap<String, Json>();
        var calls = new ArrayList<Json>();
        for (var tool : tools) {
            if (!(tool instanceof Json.Members whole)
                    || !(whole.get("function").orElse(whole) instanceof Json.Members function)
                    || function.text("name").isEmpty()) {
                throw new IllegalArgumentException("a tool is a function with a name");
            }
            var name = function.text("name").get();
            if (named.isEmpty() || named.get().equals(name)) {
                var key = String.valueOf(schemas.size());
                schemas.put(key, moved(function.get("parameters").orElse(NO_ARGUMENTS), key));
                calls.add(call(style, name, key));
            }
        }
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("there is no tool that may be called");
        }
        var schema = new LinkedHashMap<String, Json>();
        schema.put("anyOf", new Json.Items(calls));
        schema.put("$defs", new Json.Members(schemas));
        return Grammar.between(before(style), new Json.Members(schema), after(style));
    }

    private static String before(Style style) {
        return switch (style) {
            case LLAMA -> "";
            case HERMES -> "<tool_call>\n";
            case MISTRAL -> "[TOOL_CALLS][";
        };
    }

    private static String after(Style style) {
        return switch (style) {
            case LLAMA -> "";
            case HERMES -> "\n</tool_call>";
            case MISTRAL -> "]";
        };
    }

    private static Json call(Style style, String name, String key) {
        var arguments = switch (style) {
            case LLAMA -> "parameters";
            case HERMES, MISTRAL -> "arguments";
        };
        var properties = new LinkedHashMap<String, Json>();
        properties.put("name", members(Map.of("const", new Json.Text(name))));
        properties.put(arguments, members(Map.of("$ref", new Json.Text("#/$defs/" + key))));
        return members(Map.of(
                "type", new Json.Text("object"),
                "properties", new Json.Members(properties),
                "required", new Json.Items(List.of(new Json.Text("name"), new Json.Text(arguments))),
                "additionalProperties", new Json.Flag(false)));
    }

    /// A tool's schema as part of a larger one: what it points to lies deeper now.
    private static Json moved(Json schema, String key) {
        return switch (schema) {
            case Json.Members(var values) -> {
                var moved = new LinkedHashMap<String, Json>();
                values.forEach((name, value) -> moved.put(name, moved(name, value, key)));
                yield new Json.Members(moved);
            }
            case Json.Items(var items) ->
                new Json.Items(items.stream().map(each -> moved(each, key)).toList());
            case Json.Text _, Json.Whole _, Json.Real _, Json.Flag _, Json.Nothing _ -> schema;
        };
    }

    private static Json moved(String name, Json value, String key) {
        // What a value has to equal is no schema, whatever it looks like.
        if (VALUES.contains(name) && !(value instanceof Json.Members)) {
            return value;
        }
        return name.equals("$ref") && value instanceof Json.Text(var pointer) && pointer.startsWith("#")
                ? new Json.Text("#/$defs/" + key + pointer.substring(1))
                : moved(value, key);
    }

    private static Json.Members members(Map<String, Json> values) {
        return new Json.Members(new LinkedHashMap<>(values));
    }
}
