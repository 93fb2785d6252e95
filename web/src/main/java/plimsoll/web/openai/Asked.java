package plimsoll.web.openai;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Question.Calling;
import plimsoll.hub.gateway.Question.Form;
import plimsoll.hub.gateway.Question.Manner;
import plimsoll.hub.gateway.Question.Message;
import plimsoll.hub.gateway.Question.Prompt;
import plimsoll.hub.gateway.Word.Call;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import tools.jackson.databind.JsonNode;

/// What a client asks: the question, and how it wants the answer.
///
/// @param usageInStream whether a stream ends with what it took
/// @param receipt whether a stream ends with a receipt for it
record Asked(Question question, boolean stream, boolean usageInStream, boolean receipt) {
    private static final List<String> ROLES = List.of("developer", "system", "user", "assistant", "tool", "function");
    private static final int MOST_MESSAGES = 2_048;
    private static final int MOST_TOOLS = 128;
    private static final int MOST_STOPS = 4;
    private static final int MOST_BIASES = 1_024;
    private static final int MOST_BIAS = 100;
    private static final int MOST_LOGPROBS = 20;

    /// A conversation.
    ///
    /// @throws Refused (400) when it is none
    static Asked chat(JsonNode body, RandomGenerator random) {
        var messages = new ArrayList<Message>();
        for (var message : array(body, "messages", MOST_MESSAGES)) {
            if (!message.isObject() || !message.path("role").isString()) {
                throw new Refused(400, "Invalid 'messages': each needs a 'role'");
            }
            var role = message.path("role").asString();
            if (!ROLES.contains(role)) {
                throw new Refused(400, "Invalid 'messages': a role is one of " + String.join(", ", ROLES));
            }
            messages.add(new Message(role, text(message.path("content")), calls(message), message.toString()));
        }
        if (messages.isEmpty()) {
            throw new Refused(400, "Invalid 'messages': there are none");
        }
        boolean none = body.path("tool_choice").asString("auto").equals("none");
        var tools = none || !present(body, "tools") ? List.<String>of() : texts(array(body, "tools", MOST_TOOLS));
        int most = integer(body, present(body, "max_completion_tokens") ? "max_completion_tokens" : "max_tokens", -1);
        boolean told = body.path("logprobs").asBoolean(false);
        int logprobs = told ? integer(body, "top_logprobs", 0) : -1;
        return asked(
                body,
                new Prompt.Talk(messages, tools, calling(body.path("tool_choice"), tools)),
                most,
                logprobs,
                random);
    }

    private static Calling calling(JsonNode choice, List<String> tools) {
        if (choice.isMissingNode() || choice.isNull() || (choice.isString() && isFree(choice.asString()))) {
            return new Calling.Free();
        }
        if (tools.isEmpty()) {
            throw new Refused(
                    400, "Invalid 'tool_choice': a call can be asked for only of 'tools', and there are none");
        }
        if (choice.isString() && choice.asString().equals("required")) {
            return new Calling.Required();
        }
        var name = choice.path("function").path("name").asString("");
        if (!choice.path("type").asString("").equals("function") || name.isEmpty()) {
            throw new Refused(400, "Invalid 'tool_choice': 'auto', 'none', 'required', or one function by its name");
        }
        boolean offered = tools.stream()
                .map(Json::tree)
                .anyMatch(
                        tool -> tool.path("function").path("name").asString("").equals(name));
        if (!offered) {
            throw new Refused(400, "Invalid 'tool_choice': there is no function '%s' among 'tools'".formatted(name));
        }
        return new Calling.Named(name);
    }

    private static boolean isFree(String choice) {
        return choice.equals("auto") || choice.equals("none");
    }

    /// A text to be continued.
    ///
    /// @throws Refused (400) when it is none
    static Asked completion(JsonNode body, RandomGenerator random) {
        var prompt = body.path("prompt");
        var only = prompt.isArray() && prompt.size() == 1 ? prompt.get(0) : prompt;
        if (!only.isString()) {
            throw new Refused(400, "Invalid 'prompt': one text is answered here");
        }
        // OpenAI's own default.
        int most = integer(body, "max_tokens", 16);
        return asked(body, new Prompt.Text(only.asString()), most, integer(body, "logprobs", -1), random);
    }

    private static Asked asked(JsonNode body, Prompt prompt, int most, int logprobs, RandomGenerator random) {
        if (integer(body, "n", 1) != 1 || integer(body, "best_of", 1) != 1) {
            throw new Refused(400, "Invalid 'n': one answer is given here");
        }
        if (logprobs > MOST_LOGPROBS) {
            throw new Refused(400, "Invalid 'top_logprobs': at most %d".formatted(MOST_LOGPROBS));
        }
        if (most == 0 || most < -1) {
            throw new Refused(400, "Invalid 'max_tokens': at least 1");
        }
        long seed = present(body, "seed") ? body.path("seed").asLong(0) : random.nextLong(1L << 53);
        var manner = new Manner(
                number(body, "temperature", 1, 0, 2),
                number(body, "top_p", 1, Float.MIN_VALUE, 1),
                number(body, "frequency_penalty", 0, -2, 2),
                number(body, "presence_penalty", 0, -2, 2),
                seed,
                biases(body.path("logit_bias")),
                logprobs);
        var question = new Question(
                body.path("model").asString(""),
                prompt,
                manner,
                form(body.path("response_format")),
                stops(body.path("stop")),
                most < 0 ? OptionalInt.empty() : OptionalInt.of(most),
                body.path("user").asString(""));
        return new Asked(
                question,
                body.path("stream").asBoolean(false),
                body.path("stream_options").path("include_usage").asBoolean(false),
                body.path("plimsoll_receipt").asBoolean(false));
    }

    private static Form form(JsonNode format) {
        var type = format.path("type").asString("text");
        return switch (type) {
            case "text" -> new Form.Free();
            case "json_object" -> new Form.AnyObject();
            case "json_schema" ->
                new Form.Schema(format.path("json_schema").path("schema").toString());
            default -> throw new Refused(400, "Invalid 'response_format': there is no '%s'".formatted(type));
        };
    }

    private static List<String> stops(JsonNode stop) {
        if (stop.isMissingNode() || stop.isNull()) {
            return List.of();
        }
        if (stop.isString()) {
            return List.of(stop.asString());
        }
        if (!stop.isArray() || stop.size() > MOST_STOPS) {
            throw new Refused(400, "Invalid 'stop': a text, or at most %d".formatted(MOST_STOPS));
        }
        var stops = new ArrayList<String>();
        stop.forEach(one -> stops.add(one.asString("")));
        return stops;
    }

    private static Map<Integer, Float> biases(JsonNode biases) {
        var values = new HashMap<Integer, Float>();
        if (biases.size() > MOST_BIASES) {
            throw new Refused(400, "Invalid 'logit_bias': at most %d tokens".formatted(MOST_BIASES));
        }
        for (var entry : biases.properties()) {
            if (!entry.getKey().matches("\\d{1,7}") || !entry.getValue().isNumber()) {
                throw new Refused(400, "Invalid 'logit_bias': numbers of tokens, with a number each");
            }
            double bias = entry.getValue().asDouble();
            if (!(Math.abs(bias) <= MOST_BIAS)) {
                throw new Refused(400, "Invalid 'logit_bias': from -%d to %d".formatted(MOST_BIAS, MOST_BIAS));
            }
            values.put(Integer.valueOf(entry.getKey()), (float) bias);
        }
        return values;
    }

    /// What a message says, its parts joined; what is no text is left to the template.
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asString("");
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    /// The calls of tools in a message, for whoever judges what it says.
    private static List<Call> calls(JsonNode message) {
        var calls = new ArrayList<Call>();
        for (var call : message.path("tool_calls")) {
            var function = call.path("function");
            var arguments = function.path("arguments");
            calls.add(new Call(
                    function.path("name").asString(""),
                    arguments.isString() ? arguments.asString() : arguments.toString()));
        }
        return calls;
    }

    private static JsonNode array(JsonNode body, String name, int most) {
        var array = body.path(name);
        if (!array.isArray() || array.size() > most) {
            throw new Refused(400, "Invalid '%s': a list of at most %d".formatted(name, most));
        }
        return array;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(one -> texts.add(one.toString()));
        return texts;
    }

    static boolean present(JsonNode body, String name) {
        return body.has(name) && !body.path(name).isNull();
    }

    static int integer(JsonNode body, String name, int otherwise) {
        if (!present(body, name)) {
            return otherwise;
        }
        if (!body.path(name).isInt()) {
            throw new Refused(400, "Invalid '%s': a whole number".formatted(name));
        }
        return body.path(name).asInt();
    }

    private static float number(JsonNode body, String name, float otherwise, float least, float most) {
        if (!present(body, name)) {
            return otherwise;
        }
        double value = body.path(name).asDouble(Double.NaN);
        if (!(value >= least && value <= most)) {
            throw new Refused(400, "Invalid '%s': a number from %s to %s".formatted(name, least, most));
        }
        return (float) value;
    }
}
