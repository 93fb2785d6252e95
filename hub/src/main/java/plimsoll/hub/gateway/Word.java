package plimsoll.hub.gateway;

import java.util.List;
import java.util.Optional;

/// What comes of an answer, bit by bit.
public sealed interface Word {
    /// More text.
    ///
    /// @param text whole characters, perhaps none
    /// @param chance of the token that it came by, when that was asked for
    record Said(String text, Optional<Chance> chance) implements Word {}

    /// Nothing follows.
    ///
    /// @param rest text that was held back until now
    /// @param calls of tools, in the order of the answer
    record End(Ending ending, String rest, List<Call> calls, Count count) implements Word {
        public End {
            calls = List.copyOf(calls);
        }
    }

    /// The right to the answer ended while it was on its way: nothing follows.
    ///
    /// @param why it ended, as a question is declined for the same reason
    record Withdrawn(Taken.Declined why) implements Word {}

    /// A call of a tool.
    ///
    /// @param arguments as JSON
    record Call(String name, String arguments) {
        /// Calls as one text, a line for each.
        public static String told(List<Call> calls) {
            var text = new StringBuilder();
            calls.forEach(
                    call -> text.append('\n').append(call.name()).append(' ').append(call.arguments()));
            return text.toString();
        }
    }

    /// How likely a token was, by natural logarithms.
    ///
    /// @param likeliest those that were most likely
    record Chance(Token chosen, List<Token> likeliest) {
        public Chance {
            likeliest = List.copyOf(likeliest);
        }
    }

    /// A token and its logarithm.
    record Token(String text, double logprob) {}

    /// What it took, in tokens.
    ///
    /// @param cached those of the prompt that need not be read again
    record Count(int prompt, int cached, int generated) {}

    /// Why an answer ended.
    enum Ending {
        /// It was complete.
        STOP,
        /// It had as many tokens as were asked for, or as fit.
        LENGTH,
        /// It calls tools.
        CALLS,
        /// A guard cut it off: what came next is not said.
        FILTERED,
        /// Somebody did not want it any more.
        CANCELLED,
        /// The model failed.
        FAILED
    }
}
