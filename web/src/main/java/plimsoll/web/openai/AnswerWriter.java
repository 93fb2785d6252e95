package plimsoll.web.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plimsoll.hub.gateway.Word.Call;
import plimsoll.hub.gateway.Word.Chance;
import plimsoll.hub.gateway.Word.Count;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Token;

/// Words one answer as OpenAI does: whole or in chunks, a chat's or a completion's.
///
/// @param chat whether it answers a conversation
/// @param createdSeconds since 1970
record AnswerWriter(boolean chat, String id, String model, long createdSeconds) {

    /// The whole answer.
    Map<String, Object> whole(List<Said> said, End end) {
        var text = new StringBuilder();
        said.forEach(word -> text.append(word.text()));
        text.append(end.rest());
        var choice = choice(ending(end.ending()), chances(said));
        if (chat) {
            var message = new LinkedHashMap<String, @Nullable Object>();
            message.put("role", "assistant");
            message.put("content", text.isEmpty() && !end.calls().isEmpty() ? null : text.toString());
            if (!end.calls().isEmpty()) {
                message.put("tool_calls", calls(end.calls(), false));
            }
            choice.put("message", message);
        } else {
            choice.put("text", text.toString());
        }
        var answer = frame(false);
        answer.put("choices", List.of(choice));
        answer.put("usage", usage(end.count()));
        return answer;
    }

    /// What a stream begins with.
    Map<String, Object> first() {
        return chat ? chunk(Map.of("role", "assistant", "content", ""), null, List.of()) : chunk("", null, List.of());
    }

    /// Some more text.
    Map<String, Object> piece(Said said) {
        return chunk(delta(said.text()), null, List.of(said));
    }

    /// What a stream ends with.
    List<Map<String, Object>> last(End end, boolean withUsage) {
        var chunks = new ArrayList<Map<String, Object>>();
        if (end.ending() == Ending.FAILED) {
            chunks.add(Errors.body(500, "The model failed.", null));
            return chunks;
        }
        if (!end.rest().isEmpty()) {
            chunks.add(chunk(delta(end.rest()), null, List.of()));
        }
        if (!end.calls().isEmpty()) {
            chunks.add(chunk(Map.of("tool_calls", calls(end.calls(), true)), null, List.of()));
        }
        chunks.add(chunk(chat ? Map.of() : "", ending(end.ending()), List.of()));
        if (withUsage) {
            var usage = frame(true);
            usage.put("choices", List.of());
            usage.put("usage", usage(end.count()));
            chunks.add(usage);
        }
        return chunks;
    }

    /// A receipt for the answer, for those who asked for one.
    Map<String, Object> receipt(String receipt) {
        var chunk = frame(true);
        chunk.put("choices", List.of());
        chunk.put("plimsoll", Map.of("receipt", receipt));
        return chunk;
    }

    private Object delta(String text) {
        return chat ? Map.of("content", text) : text;
    }

    private Map<String, Object> chunk(Object delta, @Nullable String ending, List<Said> said) {
        var choice = choice(ending, chances(said));
        choice.put(chat ? "delta" : "text", delta);
        var chunk = frame(true);
        chunk.put("choices", List.of(choice));
        return chunk;
    }

    private Map<String, Object> frame(boolean streamed) {
        var frame = new LinkedHashMap<String, Object>();
        frame.put("id", (chat ? "chatcmpl-" : "cmpl-") + id);
        frame.put("object", chat ? streamed ? "chat.completion.chunk" : "chat.completion" : "text_completion");
        frame.put("created", createdSeconds);
        frame.put("model", model);
        return frame;
    }

    private static Map<String, @Nullable Object> choice(@Nullable String ending, @Nullable Object chances) {
        var choice = new LinkedHashMap<String, @Nullable Object>();
        choice.put("index", 0);
        choice.put("logprobs", chances);
        choice.put("finish_reason", ending);
        return choice;
    }

    private @Nullable Object chances(List<Said> said) {
        var chances = said.stream().flatMap(word -> word.chance().stream()).toList();
        if (chances.isEmpty()) {
            return null;
        }
        if (chat) {
            return Map.of("content", chances.stream().map(AnswerWriter::chance).toList());
        }
        return Map.of(
                "tokens", chances.stream().map(chance -> chance.chosen().text()).toList(),
                "token_logprobs",
                        chances.stream()
                                .map(chance -> chance.chosen().logprob())
                                .toList(),
                "top_logprobs", chances.stream().map(AnswerWriter::likeliest).toList());
    }

    private static Map<String, Double> likeliest(Chance chance) {
        var likeliest = new LinkedHashMap<String, Double>();
        chance.likeliest().forEach(token -> likeliest.put(token.text(), token.logprob()));
        return likeliest;
    }

    static Map<String, Object> chance(Chance chance) {
        var told = token(chance.chosen());
        told.put(
                "top_logprobs",
                chance.likeliest().stream().map(AnswerWriter::token).toList());
        return told;
    }

    private static Map<String, Object> token(Token token) {
        var told = new LinkedHashMap<String, Object>();
        told.put("token", token.text());
        told.put("logprob", token.logprob());
        var bytes = new ArrayList<Integer>();
        for (byte one : token.text().getBytes(StandardCharsets.UTF_8)) {
            bytes.add(one & 0xff);
        }
        told.put("bytes", bytes);
        return told;
    }

    private List<Map<String, Object>> calls(List<Call> calls, boolean numbered) {
        var told = new ArrayList<Map<String, Object>>();
        for (var call : calls) {
            var one = new LinkedHashMap<String, Object>();
            if (numbered) {
                one.put("index", told.size());
            }
            one.put("id", "call_%s_%d".formatted(id, told.size()));
            one.put("type", "function");
            one.put("function", Map.of("name", call.name(), "arguments", call.arguments()));
            told.add(one);
        }
        return told;
    }

    private static Map<String, Object> usage(Count count) {
        return Map.of(
                "prompt_tokens", count.prompt(),
                "completion_tokens", count.generated(),
                "total_tokens", count.prompt() + count.generated(),
                "prompt_tokens_details", Map.of("cached_tokens", count.cached()));
    }

    private static String ending(Ending ending) {
        return switch (ending) {
            case STOP, CANCELLED, FAILED -> "stop";
            case LENGTH -> "length";
            case CALLS -> "tool_calls";
            case FILTERED -> "content_filter";
        };
    }
}
