package plimsoll.web.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Word.Call;
import plimsoll.hub.gateway.Word.Count;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;
import tools.jackson.databind.JsonNode;

/// Words one answer as OpenAI's second interface does: a response made of items, and the events that build it up. For
/// one answer, on one thread.
final class ResponseWriter {
    private static final String IN_PROGRESS = "in_progress";
    private static final String COMPLETED = "completed";
    private static final String INCOMPLETE = "incomplete";
    /// What is told again as it was asked; what was not asked is null.
    private static final List<String> ECHOED = List.of(
            "instructions", "max_output_tokens", "max_tool_calls", "previous_response_id", "safety_identifier", "user");

    private final String id;
    private final ResponseAsked asked;
    private final long createdSeconds;
    private final StringBuilder text = new StringBuilder();
    private final List<Map<String, Object>> chances = new ArrayList<>();
    private boolean speaking;
    private int events;

    /// @param id of the response: `resp_` and 32 hexadecimal digits
    /// @param createdSeconds since 1970
    ResponseWriter(String id, ResponseAsked asked, long createdSeconds) {
        this.id = id;
        this.asked = asked;
        this.createdSeconds = createdSeconds;
    }

    /// What a stream begins with.
    List<Map<String, Object>> first() {
        var nothing = response(IN_PROGRESS, List.of(), null, false);
        return List.of(
                event("response.created", "response", nothing), event("response.in_progress", "response", nothing));
    }

    /// Some more text.
    List<Map<String, Object>> piece(Said said) {
        var told = new ArrayList<Map<String, Object>>();
        var here = new ArrayList<Map<String, Object>>();
        said.chance().ifPresent(chance -> here.add(AnswerWriter.chance(chance)));
        chances.addAll(here);
        if (said.text().isEmpty()) {
            return told;
        }
        if (!speaking) {
            speaking = true;
            told.add(item("response.output_item.added", 0, message(IN_PROGRESS, List.of())));
            told.add(part("response.content_part.added", ""));
        }
        text.append(said.text());
        var delta = text("response.output_text.delta", here);
        delta.put("delta", said.text());
        told.add(delta);
        return told;
    }

    /// What a stream ends with.
    ///
    /// @param kept whether a later request may go on from it
    List<Map<String, Object>> last(End end, boolean kept) {
        var told = new ArrayList<Map<String, Object>>();
        if (end.ending() == Ending.FAILED) {
            told.add(
                    event("response.failed", "response", response("failed", output(List.of(), INCOMPLETE), end, kept)));
            return told;
        }
        if (speaking) {
            var done = text("response.output_text.done", List.of());
            done.put("text", text.toString());
            told.add(done);
            told.add(part("response.content_part.done", text.toString()));
            told.add(item("response.output_item.done", 0, message(status(end), List.of(part(text.toString())))));
        }
        int at = speaking ? 1 : 0;
        for (int i = 0; i < end.calls().size(); i++) {
            told.addAll(called(end.calls().get(i), i, at + i));
        }
        told.add(event("response." + status(end), "response", whole(end, kept)));
        return told;
    }

    /// What a stream ends with when the right to it did. What was said stays said.
    List<Map<String, Object>> withdrawn(Declined why) {
        var failed = response("failed", output(List.of(), INCOMPLETE), null, false);
        failed.put("error", Map.of("code", String.valueOf(Errors.code(why)), "message", why.message()));
        return List.of(event("response.failed", "response", failed));
    }

    /// Takes what was said, where nobody reads it bit by bit.
    List<Map<String, Object>> rest(End end) {
        return end.rest().isEmpty() ? List.of() : piece(new Said(end.rest(), Optional.empty()));
    }

    /// The whole response, after all pieces.
    ///
    /// @param kept whether a later request may go on from it
    Map<String, Object> whole(End end, boolean kept) {
        return response(status(end), output(end.calls(), status(end)), end, kept);
    }

    /// The items that were added to the conversation.
    List<JsonNode> output(End end) {
        return output(end.calls(), status(end)).stream()
                .map(ResponseAsked::node)
                .toList();
    }

    private List<Map<String, Object>> output(List<Call> calls, String status) {
        var output = new ArrayList<Map<String, Object>>();
        if (speaking || calls.isEmpty()) {
            output.add(message(status, List.of(part(text.toString()))));
        }
        for (int i = 0; i < calls.size(); i++) {
            output.add(call(calls.get(i), i, COMPLETED, calls.get(i).arguments()));
        }
        return output;
    }

    private List<Map<String, Object>> called(Call call, int number, int at) {
        var arguments = Map.of("item_id", "fc_%s_%d".formatted(id, number), "output_index", (Object) at);
        var delta = event("response.function_call_arguments.delta", "delta", call.arguments());
        var done = event("response.function_call_arguments.done", "arguments", call.arguments());
        delta.putAll(arguments);
        done.putAll(arguments);
        done.put("name", call.name());
        return List.of(
                item("response.output_item.added", at, call(call, number, IN_PROGRESS, "")),
                delta,
                done,
                item("response.output_item.done", at, call(call, number, COMPLETED, call.arguments())));
    }

    private Map<String, Object> call(Call call, int number, String status, String arguments) {
        return Map.of(
                "id",
                "fc_%s_%d".formatted(id, number),
                "type",
                "function_call",
                "status",
                status,
                "call_id",
                "call_%s_%d".formatted(id, number),
                "name",
                call.name(),
                "arguments",
                arguments);
    }

    private Map<String, Object> message(String status, List<Map<String, Object>> content) {
        return Map.of("id", "msg_" + id, "type", "message", "status", status, "role", "assistant", "content", content);
    }

    private Map<String, Object> part(String said) {
        return Map.of("type", "output_text", "text", said, "annotations", List.of(), "logprobs", List.copyOf(chances));
    }

    private Map<String, Object> part(String type, String said) {
        var event = event(type, "part", part(said));
        event.putAll(Map.of("item_id", "msg_" + id, "output_index", 0, "content_index", 0));
        return event;
    }

    private Map<String, Object> text(String type, List<Map<String, Object>> logprobs) {
        var event = event(type, "logprobs", logprobs);
        event.putAll(Map.of("item_id", "msg_" + id, "output_index", 0, "content_index", 0));
        return event;
    }

    private Map<String, Object> item(String type, int at, Map<String, Object> item) {
        var event = event(type, "item", item);
        event.put("output_index", at);
        return event;
    }

    private Map<String, Object> event(String type, String name, Object value) {
        var event = new LinkedHashMap<String, Object>();
        event.put("type", type);
        event.put("sequence_number", events++);
        event.put(name, value);
        return event;
    }

    private Map<String, Object> response(
            String status, List<Map<String, Object>> output, @Nullable End end, boolean kept) {
        var body = asked.body();
        var manner = asked.asked().question().manner();
        var response = new LinkedHashMap<String, @Nullable Object>();
        response.put("id", id);
        response.put("object", "response");
        response.put("created_at", createdSeconds);
        response.put("status", status);
        response.put("error", status.equals("failed") ? failure() : null);
        response.put("incomplete_details", status.equals(INCOMPLETE) && end != null ? why(end) : null);
        response.put("model", asked.asked().question().model());
        response.put("output", output);
        for (var name : ECHOED) {
            response.put(name, Asked.present(body, name) ? body.path(name) : null);
        }
        response.put("parallel_tool_calls", body.path("parallel_tool_calls").asBoolean(true));
        response.put("temperature", manner.temperature());
        response.put("top_p", manner.topP());
        response.put("top_logprobs", Math.max(0, manner.logprobs()));
        response.put("tool_choice", Asked.present(body, "tool_choice") ? body.path("tool_choice") : "auto");
        response.put("tools", Asked.present(body, "tools") ? body.path("tools") : List.of());
        response.put(
                "text", Asked.present(body, "text") ? body.path("text") : Map.of("format", Map.of("type", "text")));
        response.put("truncation", "disabled");
        response.put("reasoning", null);
        response.put("metadata", Asked.present(body, "metadata") ? body.path("metadata") : Map.of());
        response.put("store", kept);
        response.put("usage", end == null ? null : usage(end.count()));
        @SuppressWarnings("NullAway") // JSON has null, and its writer takes it
        Map<String, Object> told = response;
        return told;
    }

    private static Map<String, String> failure() {
        return Map.of("code", "server_error", "message", "The model failed.");
    }

    private static Map<String, String> why(End end) {
        return Map.of("reason", end.ending() == Ending.FILTERED ? "content_filter" : "max_output_tokens");
    }

    private static String status(End end) {
        return switch (end.ending()) {
            case STOP, CALLS -> COMPLETED;
            case LENGTH, FILTERED, CANCELLED -> INCOMPLETE;
            case FAILED -> "failed";
        };
    }

    private static Map<String, Object> usage(Count count) {
        return Map.of(
                "input_tokens", count.prompt(),
                "input_tokens_details", Map.of("cached_tokens", count.cached(), "cache_write_tokens", 0),
                "output_tokens", count.generated(),
                "output_tokens_details", Map.of("reasoning_tokens", 0),
                "total_tokens", count.prompt() + count.generated());
    }
}
