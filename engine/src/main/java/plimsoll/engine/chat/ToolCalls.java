package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;

/// Reads the calls of tools out of an answer, each family's own way. What looks like a call but is broken stays text:
/// a model may talk about calls, too.
///
/// @param text what the answer says besides its calls
/// @param calls in the order of the answer
public record ToolCalls(String text, List<Call> calls) {
    /// More calls than anybody answers.
    private static final int MAX_CALLS = 64;

    private static final String PYTHON_TAG = "<|python_tag|>";
    private static final String MISTRAL = "[TOOL_CALLS]";

    /// One call.
    ///
    /// @param arguments what the tool is called with
    public record Call(String name, Json.Members arguments) {}

    /// How a family of models writes its calls.
    public enum Style {
        /// The whole answer is `{"name", "parameters"}`, perhaps after `<|python_tag|>`: Llama from 3.1 on.
        LLAMA,
        /// `<tool_call>{"name", "arguments"}</tool_call>` anywhere in the answer: Hermes, Qwen.
        HERMES,
        /// `[TOOL_CALLS]` and a list of `{"name", "arguments"}`, or `[TOOL_CALLS]name[ARGS]{}`: Mistral.
        MISTRAL;

        /// The style that a chat template speaks of, when it speaks of one.
        public static Optional<Style> of(ChatTemplate template) {
            var source = template.source();
            if (source.contains("<tool_call>")) {
                return Optional.of(HERMES);
            }
            if (source.contains(ToolCalls.MISTRAL)) {
                return Optional.of(MISTRAL);
            }
            return source.contains(PYTHON_TAG) || source.contains("\"parameters\": dictionary of argument name")
                    ? Optional.of(LLAMA)
                    : Optional.empty();
        }
    }

    public ToolCalls {
        calls = List.copyOf(calls);
    }

    /// The calls in an answer that was decoded with its control tokens shown.
    public static ToolCalls read(String answer, Style style) {
        return switch (style) {
            case LLAMA -> llama(answer);
            case HERMES -> hermes(answer);
            case MISTRAL -> mistral(answer);
        };
    }

    private static ToolCalls llama(String answer) {
        var text = answer.strip();
        var body = text.startsWith(PYTHON_TAG) ? text.substring(PYTHON_TAG.length()) : text;
        var calls = new ArrayList<Call>();
        for (var one : body.split(";(?=\\s*\\{)", MAX_CALLS)) {
            var call = json(one).flatMap(json -> call(json, "parameters"));
            if (call.isEmpty()) {
                return new ToolCalls(answer, List.of());
            }
            calls.add(call.get());
        }
        return new ToolCalls("", calls);
    }

    private static ToolCalls hermes(String answer) {
        var calls = new ArrayList<Call>();
        var text = new StringBuilder();
        int done = 0;
        for (int at = answer.indexOf("<tool_call>"); at >= 0; at = answer.indexOf("<tool_call>", at + 1)) {
            int from = at + "<tool_call>".length();
            int end = answer.indexOf("</tool_call>", from);
            int to = end < 0 ? answer.length() : end;
            var call = json(answer.substring(from, to)).flatMap(json -> call(json, "arguments"));
            if (call.isPresent() && calls.size() < MAX_CALLS) {
                text.append(answer, done, at);
                calls.add(call.get());
                done = end < 0 ? to : end + "</tool_call>".length();
                at = done - 1;
            }
        }
        text.append(answer.substring(done));
        return new ToolCalls(calls.isEmpty() ? answer : text.toString().strip(), calls);
    }

    private static ToolCalls mistral(String answer) {
        int at = answer.indexOf(MISTRAL);
        if (at < 0) {
            return new ToolCalls(answer, List.of());
        }
        var calls = new ArrayList<Call>();
        for (var part : answer.substring(at + MISTRAL.length()).split("\\[TOOL_CALLS\\]", MAX_CALLS)) {
            calls.addAll(mistralPart(part));
        }
        return calls.isEmpty()
                ? new ToolCalls(answer, List.of())
                : new ToolCalls(answer.substring(0, at).strip(), calls);
    }

    private static List<Call> mistralPart(String part) {
        int split = part.indexOf("[ARGS]");
        if (split >= 0) {
            return json(part.substring(split + "[ARGS]".length())).stream()
                    .filter(Json.Members.class::isInstance)
                    .map(arguments -> new Call(part.substring(0, split).strip(), (Json.Members) arguments))
                    .toList();
        }
        Function<Json, List<Json>> list = json -> json instanceof Json.Items(var values) ? values : List.of(json);
        return json(part).map(list).orElse(List.of()).stream()
                .flatMap(json -> call(json, "arguments").stream())
                .limit(MAX_CALLS)
                .toList();
    }

    private static Optional<Json> json(String text) {
        try {
            return Optional.of(JsonReader.read(text));
        } catch (MalformedJson broken) {
            return Optional.empty();
        }
    }

    // Some write the other family's word for the arguments.
    private static Optional<Call> call(Json json, String usual) {
        if (!(json instanceof Json.Members members) || members.text("name").isEmpty()) {
            return Optional.empty();
        }
        var given = members.get(usual).or(() -> members.get("arguments")).or(() -> members.get("parameters"));
        return given.filter(Json.Members.class::isInstance)
                .map(arguments -> new Call(members.text("name").get(), (Json.Members) arguments));
    }
}
