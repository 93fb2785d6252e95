package plimsoll.backends.remoteengine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import plimsoll.domain.guard.GuardScript;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.JsonWriter;
import plimsoll.engine.json.MalformedJson;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Question.Calling;
import plimsoll.hub.gateway.Question.Form;
import plimsoll.hub.gateway.Question.Prompt;

/// Questions as OpenAI's interface takes them, and what it says when it refuses.
final class RemoteJson {
    /// How the special tokens of the families begin that guards are made of.
    private static final Pattern SPECIAL = Pattern.compile("([<\\[])(\\||/?s>|/?INST\\])");

    private RemoteJson() {}

    /// @param model what the server calls it
    static String question(Question question, String model) {
        var body = new LinkedHashMap<String, Json>();
        body.put("model", new Json.Text(model));
        switch (question.prompt()) {
            case Prompt.Text(var text) -> body.put("prompt", new Json.Text(text));
            case Prompt.Framed(var script) -> body.put("prompt", new Json.Text(spelt(script)));
            case Prompt.Talk(var messages, var tools, var calling) -> {
                body.put(
                        "messages",
                        read(messages.stream().map(Question.Message::json).toList()));
                if (!tools.isEmpty()) {
                    body.put("tools", read(tools));
                    calling(calling, body);
                }
            }
        }
        var manner = question.manner();
        boolean chat = question.prompt() instanceof Prompt.Talk;
        if (manner.logprobs() >= 0) {
            if (chat) {
                body.put("logprobs", new Json.Flag(true));
                body.put("top_logprobs", new Json.Whole(manner.logprobs()));
            } else {
                body.put("logprobs", new Json.Whole(manner.logprobs()));
            }
        }
        if (!manner.bias().isEmpty()) {
            var bias = new LinkedHashMap<String, Json>();
            manner.bias().forEach((token, value) -> bias.put(String.valueOf(token), new Json.Real(value)));
            body.put("logit_bias", new Json.Members(bias));
        }
        body.put("temperature", decimal(manner.temperature()));
        body.put("top_p", decimal(manner.topP()));
        body.put("frequency_penalty", decimal(manner.frequencyPenalty()));
        body.put("presence_penalty", decimal(manner.presencePenalty()));
        body.put("seed", new Json.Whole(manner.seed()));
        question.maxTokens().ifPresent(most -> body.put("max_tokens", new Json.Whole(most)));
        if (!question.stops().isEmpty()) {
            body.put(
                    "stop",
                    new Json.Items(
                            question.stops().stream().<Json>map(Json.Text::new).toList()));
        }
        form(question.form(), body);
        body.put("stream", new Json.Flag(true));
        body.put("stream_options", members("include_usage", new Json.Flag(true)));
        return JsonWriter.write(new Json.Members(body));
    }

    /// As it was asked for, and not as the nearest float is spelt in full.
    private static Json decimal(float value) {
        return new Json.Real(Double.parseDouble(Float.toString(value)));
    }

    private static void calling(Calling calling, Map<String, Json> body) {
        switch (calling) {
            case Calling.Free _ -> {}
            case Calling.Required _ -> body.put("tool_choice", new Json.Text("required"));
            case Calling.Named(var name) -> {
                var choice = new LinkedHashMap<String, Json>();
                choice.put("type", new Json.Text("function"));
                choice.put("function", members("name", new Json.Text(name)));
                body.put("tool_choice", new Json.Members(choice));
            }
        }
    }

    /// A server reads special tokens wherever they are spelt, so what is not the form's own spells none.
    private static String spelt(GuardScript script) {
        var text = new StringBuilder();
        for (var piece : script.pieces()) {
            text.append(
                    piece.form() ? piece.text() : SPECIAL.matcher(piece.text()).replaceAll("$1 $2"));
        }
        return text.toString();
    }

    /// What an error says, or the whole of it where it has another shape.
    static String message(String body) {
        try {
            if (JsonReader.read(body) instanceof Json.Members members
                    && members.get("error").orElse(members) instanceof Json.Members error) {
                return error.text("message").orElse(body);
            }
        } catch (MalformedJson _) {
            // told as it is
        }
        return body;
    }

    private static void form(Form form, Map<String, Json> body) {
        switch (form) {
            case Form.Free _ -> {}
            case Form.AnyObject _ -> body.put("response_format", members("type", new Json.Text("json_object")));
            case Form.Schema(var json) -> {
                var schema = new LinkedHashMap<String, Json>();
                schema.put("name", new Json.Text("answer"));
                schema.put("schema", read(json));
                var format = new LinkedHashMap<String, Json>();
                format.put("type", new Json.Text("json_schema"));
                format.put("json_schema", new Json.Members(schema));
                body.put("response_format", new Json.Members(format));
            }
        }
    }

    private static Json.Members members(String name, Json value) {
        var members = new LinkedHashMap<String, Json>();
        members.put(name, value);
        return new Json.Members(members);
    }

    private static Json read(List<String> texts) {
        var values = new ArrayList<Json>();
        texts.forEach(text -> values.add(read(text)));
        return new Json.Items(values);
    }

    // The protocol has read it before.
    private static Json read(String text) {
        try {
            return JsonReader.read(text);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }
}
