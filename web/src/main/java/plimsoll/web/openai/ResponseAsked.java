package plimsoll.web.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import tools.jackson.databind.JsonNode;

/// A request for a response: OpenAI's second interface, in which a conversation is a list of items. It is asked as the
/// same conversation of the first one, which is what the templates of models are written for.
///
/// @param asked the conversation, all of it
/// @param items the same, with what came before the request
/// @param body as it came, for what is told again in the answer
/// @param previous the id of the response that it goes on from
record ResponseAsked(Asked asked, List<JsonNode> items, JsonNode body, Optional<String> previous) {
    private static final int MOST_ITEMS = 2_048;
    private static final int MOST_METADATA = 16;
    private static final int MOST_KEY = 64;
    private static final int MOST_VALUE = 512;
    /// What would have to run here while nobody waits, or lies on another's servers.
    private static final List<String> ABSENT = List.of("conversation", "prompt", "context_management", "moderation");

    ResponseAsked {
        items = List.copyOf(items);
    }

    /// The id of the response that a request goes on from.
    ///
    /// @throws Refused (400) when it is none
    static Optional<String> previous(JsonNode body) {
        if (!Asked.present(body, "previous_response_id")) {
            return Optional.empty();
        }
        var id = body.path("previous_response_id").asString("");
        if (!id.matches("resp_[0-9a-f]{32}")) {
            throw new Refused(400, "Invalid 'previous_response_id': it begins with 'resp_'");
        }
        return Optional.of(id);
    }

    /// Reads a request.
    ///
    /// @param before the items of the response that it goes on from
    /// @throws Refused (400) when it is none, or asks for what is not here
    static ResponseAsked read(JsonNode body, List<JsonNode> before, RandomGenerator random) {
        check(body);
        var items = new ArrayList<>(before);
        items.addAll(input(body.path("input")));
        if (items.size() > MOST_ITEMS) {
            throw new Refused(400, "Invalid 'input': at most %d items".formatted(MOST_ITEMS));
        }
        var chat = new LinkedHashMap<String, @Nullable Object>();
        chat.put("model", body.path("model").asString(""));
        chat.put("messages", messages(body, items));
        chat.put("tools", tools(body.path("tools")));
        chat.put("response_format", format(body.path("text").path("format")));
        for (var same : List.of("temperature", "top_p", "user", "stream", "seed")) {
            if (Asked.present(body, same)) {
                chat.put(same, body.path(same));
            }
        }
        if (Asked.present(body, "tool_choice")) {
            chat.put("tool_choice", choice(body.path("tool_choice")));
        }
        if (Asked.present(body, "max_output_tokens")) {
            chat.put("max_completion_tokens", body.path("max_output_tokens"));
        }
        if (wantsChances(body)) {
            chat.put("logprobs", true);
            chat.put("top_logprobs", Asked.integer(body, "top_logprobs", 0));
        }
        var asked = Asked.chat(Json.read(Json.write(chat), JsonNode.class), random);
        return new ResponseAsked(asked, items, body, previous(body));
    }

    /// Whether the answer is to be kept, for a later request to go on from: it is unless the request says no.
    boolean wantsKept() {
        return body.path("store").asBoolean(true);
    }

    private static boolean wantsChances(JsonNode body) {
        return body.path("include")
                .valueStream()
                .anyMatch(each -> each.asString("").equals("message.output_text.logprobs"));
    }

    private static void check(JsonNode body) {
        for (var name : ABSENT) {
            if (Asked.present(body, name)) {
                throw new Refused(400, "Unsupported parameter: '%s' is not known here".formatted(name));
            }
        }
        if (body.path("background").asBoolean(false)) {
            throw new Refused(400, "Unsupported parameter: 'background' is not known here; a response is waited for");
        }
        if (body.path("truncation").asString("disabled").equals("auto")) {
            throw new Refused(400, "Unsupported value: 'truncation' is 'disabled' here; leave items out yourself");
        }
        var metadata = body.path("metadata");
        boolean fits = metadata.size() <= MOST_METADATA
                && metadata.propertyStream()
                        .allMatch(each -> each.getKey().length() <= MOST_KEY
                                && each.getValue().asString("").length() <= MOST_VALUE);
        if (!fits) {
            throw new Refused(
                    400,
                    "Invalid 'metadata': at most %d texts of at most %d characters"
                            .formatted(MOST_METADATA, MOST_VALUE));
        }
    }

    private static List<JsonNode> input(JsonNode input) {
        if (input.isString()) {
            return List.of(node(Map.of("type", "message", "role", "user", "content", input.asString())));
        }
        if (!input.isArray() || input.isEmpty()) {
            throw new Refused(400, "Invalid 'input': a text, or a list of items that is not empty");
        }
        return input.valueStream().toList();
    }

    private static List<Map<String, Object>> messages(JsonNode body, List<JsonNode> items) {
        var messages = new ArrayList<Map<String, Object>>();
        if (Asked.present(body, "instructions")) {
            if (!body.path("instructions").isString()) {
                throw new Refused(400, "Invalid 'instructions': a text");
            }
            messages.add(said("system", body.path("instructions").asString()));
        }
        // Calls that follow one another are one turn of the model's.
        var calls = new ArrayList<Map<String, Object>>();
        for (var item : items) {
            var type = item.path("type").asString("message");
            if (type.equals("function_call")) {
                calls.add(call(item));
                continue;
            }
            end(calls, messages);
            switch (type) {
                case "message" -> messages.add(said(role(item), text(item.path("content"))));
                case "function_call_output" -> {
                    var result = said("tool", text(item.path("output")));
                    result.put("tool_call_id", item.path("call_id").asString(""));
                    messages.add(result);
                }
                // What a model thought it may forget.
                case "reasoning" -> {}
                default ->
                    throw new Refused(400, "Invalid 'input': an item of type '%s' is not known here".formatted(type));
            }
        }
        end(calls, messages);
        return messages;
    }

    private static void end(List<Map<String, Object>> calls, List<Map<String, Object>> messages) {
        if (!calls.isEmpty()) {
            var turn = said("assistant", "");
            turn.put("tool_calls", List.copyOf(calls));
            messages.add(turn);
            calls.clear();
        }
    }

    private static Map<String, Object> call(JsonNode item) {
        if (!item.path("name").isString() || !item.path("arguments").isString()) {
            throw new Refused(400, "Invalid 'input': a 'function_call' has 'name' and 'arguments'");
        }
        return Map.of(
                "id", item.path("call_id").asString(""),
                "type", "function",
                "function",
                        Map.of(
                                "name", item.path("name").asString(),
                                "arguments", item.path("arguments").asString()));
    }

    /// The interface calls developers what the templates of models call the system.
    private static String role(JsonNode item) {
        var role = item.path("role").asString("");
        return switch (role) {
            case "user", "assistant", "system" -> role;
            case "developer" -> "system";
            default -> throw new Refused(400, "Invalid 'input': a role is one of user, assistant, system, developer");
        };
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        var text = new StringBuilder();
        for (var part : content) {
            switch (part.path("type").asString("")) {
                case "input_text", "output_text", "text" ->
                    text.append(part.path("text").asString(""));
                case "refusal" -> text.append(part.path("refusal").asString(""));
                default -> throw new Refused(400, "Invalid 'input': only text is read here");
            }
        }
        return text.toString();
    }

    private static Map<String, Object> said(String role, String content) {
        var message = new LinkedHashMap<String, Object>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }

    private static @Nullable List<Map<String, Object>> tools(JsonNode tools) {
        if (tools.isMissingNode() || tools.isNull() || tools.isEmpty()) {
            return null;
        }
        var all = new ArrayList<Map<String, Object>>();
        for (var tool : tools) {
            if (!tool.path("type").asString("").equals("function")
                    || !tool.path("name").isString()) {
                throw new Refused(400, "Invalid 'tools': a tool is a function with a name here; nothing else is run");
            }
            var function = new LinkedHashMap<String, Object>();
            for (var name : List.of("name", "description", "parameters", "strict")) {
                if (Asked.present(tool, name)) {
                    function.put(name, tool.path(name));
                }
            }
            all.add(Map.of("type", "function", "function", function));
        }
        return all;
    }

    /// This interface names a function beside its type, the first one within.
    private static Object choice(JsonNode choice) {
        return choice.isObject() && choice.path("type").asString("").equals("function")
                ? Map.of("type", "function", "function", Map.of("name", choice.path("name")))
                : choice;
    }

    private static @Nullable Map<String, Object> format(JsonNode format) {
        var type = format.path("type").asString("text");
        return switch (type) {
            case "text" -> null;
            case "json_object" -> Map.of("type", type);
            case "json_schema" -> {
                if (!format.path("schema").isObject()) {
                    throw new Refused(400, "Invalid 'text.format': a json_schema has a 'schema'");
                }
                yield Map.of("type", type, "json_schema", Map.of("schema", format.path("schema")));
            }
            default -> throw new Refused(400, "Invalid 'text.format': there is no '%s'".formatted(type));
        };
    }

    static JsonNode node(Object value) {
        return Json.read(Json.write(value), JsonNode.class);
    }
}
