package plimsoll.app.mini;

import java.util.function.UnaryOperator;

/// Text with choices: `[a|b]` is one of its alternatives, `{name}` what stands for the name.
final class Pattern {
    private Pattern() {}

    /// One text that the pattern allows.
    static String say(String pattern, Dice dice, UnaryOperator<String> slots) {
        var said = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '[') {
                int end = pattern.indexOf(']', at);
                var choices = pattern.substring(at + 1, end).split("\\|", -1);
                said.append(say(choices[dice.below(choices.length)], dice, slots));
                at = end + 1;
            } else if (c == '{') {
                int end = pattern.indexOf('}', at);
                said.append(slots.apply(pattern.substring(at + 1, end)));
                at = end + 1;
            } else {
                said.append(c);
                at++;
            }
        }
        return said.toString();
    }

    /// A pattern without slots.
    static String say(String pattern, Dice dice) {
        return say(pattern, dice, name -> {
            throw new IllegalStateException("nothing stands for {" + name + "} in: " + pattern);
        });
    }
}
