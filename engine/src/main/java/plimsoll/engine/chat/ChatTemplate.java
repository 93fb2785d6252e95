package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;
import plimsoll.engine.tokenizer.MarkedText;

/// How a model wants a conversation written: the part of Jinja that published chat templates use, in a sandbox. A
/// template sees values and never an object of Java's; it can run for no longer, go no deeper and write no more than
/// its limits. Immutable; any number of threads.
public final class ChatTemplate {
    private final String source;
    private final List<Statement> statements;

    private ChatTemplate(String source, List<Statement> statements) {
        this.source = source;
        this.statements = statements;
    }

    /// Reads a template.
    ///
    /// @throws TemplateRefused when it is not one, uses what is not known here, or is too long or nested too deep
    public static ChatTemplate read(String source) throws TemplateRefused {
        return new ChatTemplate(source, TemplateParser.parse(source));
    }

    /// The template as it was read.
    public String source() {
        return source;
    }

    /// The calls in an answer of a model that this template speaks to, in the way the template teaches; none when it
    /// teaches none.
    ///
    /// @param answer decoded with its control tokens shown
    public ToolCalls toolCalls(String answer) {
        return ToolCalls.Style.of(this)
                .map(style -> ToolCalls.read(answer, style))
                .orElseGet(() -> new ToolCalls(answer, List.of()));
    }

    /// Writes a conversation. In the text that comes out only what the template itself wrote is trusted: messages,
    /// tools and variables stay what somebody said, whatever they spell. A template that knows no parts of content
    /// gets their texts as one.
    ///
    /// @param messages objects with `role` and `content` and the like, as the protocol of OpenAI has them
    /// @param tools the tools that the model may call, or none
    /// @throws TemplateRefused when the template refuses the conversation, fails, or goes beyond a limit
    public MarkedText render(List<Json.Members> messages, List<Json> tools, ChatOptions options)
            throws TemplateRefused {
        var said = messages.stream().map(ChatTemplate::withParsedArguments).toList();
        try {
            return run(said, tools, options);
        } catch (TemplateRefused refused) {
            var joined = said.stream().map(ChatTemplate::withJoinedParts).toList();
            if (joined.equals(said)) {
                throw refused;
            }
            return run(joined, tools, options);
        }
    }

    private MarkedText run(List<Json.Members> messages, List<Json> tools, ChatOptions options) throws TemplateRefused {
        var scope = Globals.of(new Json.Items(List.copyOf(messages)), new Json.Items(tools), options);
        return new Renderer().render(statements, scope);
    }

    private static Json.Members withJoinedParts(Json.Members message) {
        if (!(message.values().get("content") instanceof Json.Items(var parts))) {
            return message;
        }
        var texts = new ArrayList<String>();
        for (var part : parts) {
            if (!(part instanceof Json.Members members) || members.text("text").isEmpty()) {
                return message;
            }
            texts.add(members.text("text").get());
        }
        var joined = new LinkedHashMap<>(message.values());
        joined.put("content", new Json.Text(String.join("\n", texts)));
        return new Json.Members(joined);
    }

    // The protocol carries the arguments of a tool call as a text of JSON; templates expect what it says.
    private static Json.Members withParsedArguments(Json.Members message) {
        if (!(message.values().get("tool_calls") instanceof Json.Items(var calls))) {
            return message;
        }
        var parsed = new LinkedHashMap<>(message.values());
        parsed.put(
                "tool_calls",
                new Json.Items(calls.stream().map(ChatTemplate::parsedCall).toList()));
        return new Json.Members(parsed);
    }

    private static Json parsedCall(Json call) {
        if (call instanceof Json.Members members
                && members.values().get("function") instanceof Json.Members function
                && function.values().get("arguments") instanceof Json.Text(var text)) {
            try {
                if (JsonReader.read(text) instanceof Json.Members arguments) {
                    var parsed = new LinkedHashMap<>(function.values());
                    parsed.put("arguments", arguments);
                    var whole = new LinkedHashMap<>(members.values());
                    whole.put("function", new Json.Members(parsed));
                    return new Json.Members(whole);
                }
            } catch (MalformedJson _) {
                // A model may have written anything; then the template gets the text as it is.
                return call;
            }
        }
        return call;
    }
}
