package plimsoll.engine.chat;

/// What one rendering has used of what it may. A template comes with a model from anywhere: without these it could run
/// for ever or fill the memory. One thread.
final class Limits {
    /// The largest published template has 30 kB.
    static final int MAX_SOURCE_CHARACTERS = 256 << 10;

    /// More than any model reads.
    static final int MAX_OUTPUT_CHARACTERS = 8 << 20;

    /// All characters that operations on strings may make: a loop that appends to one string is quadratic.
    private static final long MAX_WORKED_CHARACTERS = 64L << 20;

    private static final int MAX_STEPS = 1_000_000;

    /// Macros that call macros.
    private static final int MAX_CALLS = 100;

    /// Expressions inside of expressions, over all calls: far from the end of a thread's stack.
    private static final int MAX_DEPTH = 600;

    static final int MAX_RANGE = 10_000;

    private int steps;
    private int calls;
    private int depth;
    private long characters;

    void step(int line) throws TemplateRefused {
        if (++steps > MAX_STEPS) {
            throw new TemplateRefused("more than %d steps".formatted(MAX_STEPS), line);
        }
    }

    void enter(int line) throws TemplateRefused {
        step(line);
        if (++depth > MAX_DEPTH) {
            throw new TemplateRefused("nested deeper than %d".formatted(MAX_DEPTH), line);
        }
    }

    void leave() {
        depth--;
    }

    void call(int line) throws TemplateRefused {
        if (++calls > MAX_CALLS) {
            throw new TemplateRefused("macros that call each other %d deep".formatted(MAX_CALLS), line);
        }
    }

    void comeBack() {
        calls--;
    }

    /// Before, or just after, so many characters are made, or elements of a list.
    void make(long count, int line) throws TemplateRefused {
        characters += count;
        if (characters > MAX_WORKED_CHARACTERS) {
            throw new TemplateRefused("more than %d characters of work".formatted(MAX_WORKED_CHARACTERS), line);
        }
    }

    /// A text that was made.
    Value.Text made(plimsoll.engine.tokenizer.MarkedText text, int line) throws TemplateRefused {
        making(text.text().length(), line);
        return new Value.Text(text);
    }

    /// Before a text of this length is made.
    void making(long length, int line) throws TemplateRefused {
        if (length > MAX_OUTPUT_CHARACTERS) {
            throw new TemplateRefused("a text of more than %d characters".formatted(MAX_OUTPUT_CHARACTERS), line);
        }
        make(length, line);
    }
}
