package plimsoll.engine.chat;

/// A chat template that cannot be read, that goes beyond a limit, or that refuses the conversation itself. The message
/// is one sentence that names the line.
public final class TemplateRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final int line;

    TemplateRefused(String reason, int line) {
        super("%s (line %d of the chat template)".formatted(reason, line));
        this.reason = reason;
        this.line = line;
    }

    /// What is wrong, without the line. Of a template that refuses a conversation, its own words.
    public String reason() {
        return reason;
    }

    /// Where in the template, from 1.
    public int line() {
        return line;
    }
}
