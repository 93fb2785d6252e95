package plimsoll.engine.tokenizer;

/// A text beyond what is encoded at once. The message says how long it is and how long it may be.
public final class TextTooLong extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    TextTooLong(int length, int most) {
        super("a text of %d characters, where %d are encoded at once".formatted(length, most));
    }
}
