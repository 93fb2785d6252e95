package plimsoll.hub.gateway;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import plimsoll.domain.guard.GuardScript;

/// What a model is asked.
///
/// @param model its name
/// @param manner how the next token is chosen
/// @param form what the answer has to keep to
/// @param stops texts that end the answer
/// @param maxTokens of the answer; nothing for as many as fit
/// @param asker whose turn it is when questions wait: never shown
public record Question(
        String model,
        Prompt prompt,
        Manner manner,
        Form form,
        List<String> stops,
        OptionalInt maxTokens,
        String asker) {
    public Question {
        stops = List.copyOf(stops);
    }

    /// The same with another prompt, for whoever asks.
    Question asking(Prompt other, String who) {
        return new Question(model, other, manner, form, stops, maxTokens, who);
    }

    /// What is to be answered, or gone on with.
    public sealed interface Prompt {
        /// How long it is, whatever its form adds.
        default int characters() {
            return switch (this) {
                case Text(var text) -> text.length();
                case Framed(var script) -> script.text().length();
                case Talk(var messages, var _, var _) ->
                    messages.stream().mapToInt(each -> each.whole().length()).sum();
            };
        }

        /// What the model is told by whoever wrote the program that asks, rather than asked.
        default List<String> told() {
            return this instanceof Talk(var messages, var _, var _)
                    ? messages.stream()
                            .filter(each ->
                                    each.role().equals("system") || each.role().equals("developer"))
                            .map(Message::content)
                            .toList()
                    : List.of();
        }

        /// A conversation.
        ///
        /// @param tools that may be called, each as the protocol's JSON
        /// @param calling whether one has to be
        record Talk(List<Message> messages, List<String> tools, Calling calling) implements Prompt {
            public Talk {
                messages = List.copyOf(messages);
                tools = List.copyOf(tools);
            }

            /// One in which the model calls tools as it likes.
            public Talk(List<Message> messages, List<String> tools) {
                this(messages, tools, new Calling.Free());
            }
        }

        /// A text of which some pieces may hold special tokens, and the others never do.
        record Framed(GuardScript script) implements Prompt {}

        /// A text.
        record Text(String text) implements Prompt {}
    }

    /// Whether an answer has to call a tool.
    public sealed interface Calling {
        /// The model decides.
        record Free() implements Calling {}

        /// It calls one of the tools.
        record Required() implements Calling {}

        /// It calls this tool.
        record Named(String name) implements Calling {}
    }

    /// What an answer has to keep to.
    public sealed interface Form {
        /// Nothing.
        record Free() implements Form {}

        /// It is a JSON object.
        record AnyObject() implements Form {}

        /// It is JSON that keeps to a schema.
        ///
        /// @param json the schema
        record Schema(String json) implements Form {}
    }

    /// One message of a conversation.
    ///
    /// @param content what it says
    /// @param calls of tools, where it is an answer that calls some
    /// @param json the message as it came, with what a chat template may look for beside role and content
    public record Message(String role, String content, List<Word.Call> calls, String json) {
        public Message {
            calls = List.copyOf(calls);
        }

        /// One that calls nothing.
        public Message(String role, String content, String json) {
            this(role, content, List.of(), json);
        }

        /// What it says and what it calls, as one text.
        public String whole() {
            return content + Word.Call.told(calls);
        }
    }

    /// How the next token is chosen; the names are OpenAI's.
    ///
    /// @param seed the same one gives the same answer
    /// @param bias added to the logits of tokens
    /// @param logprobs how many of the likeliest tokens are told with each; -1 for none, not even the chosen one
    public record Manner(
            float temperature,
            float topP,
            float frequencyPenalty,
            float presencePenalty,
            long seed,
            Map<Integer, Float> bias,
            int logprobs) {
        public Manner {
            bias = Map.copyOf(bias);
        }
    }
}
