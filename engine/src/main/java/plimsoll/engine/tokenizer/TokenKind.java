package plimsoll.engine.tokenizer;

/// What a token is for, numbered as in a GGUF file.
public enum TokenKind {
    /// Not said.
    UNDEFINED,
    /// A piece of text.
    NORMAL,
    /// Stands for what the vocabulary cannot spell.
    UNKNOWN,
    /// Steers the model and is no text: the start of a turn, the end of an answer.
    CONTROL,
    /// A whole word that was added later; it is found before the text is cut into pieces.
    USER_DEFINED,
    /// Kept free.
    UNUSED,
    /// One byte of a character that has no token.
    BYTE;

    /// The kind with this number; a number nobody knows means [#UNDEFINED].
    static TokenKind numbered(long number) {
        return number >= 0 && number < values().length ? values()[(int) number] : UNDEFINED;
    }

    /// Whether text may become such a token by being cut and merged. Control tokens are never made that way: what a
    /// stranger writes must not turn into one.
    boolean isMadeOfText() {
        return switch (this) {
            case UNDEFINED, NORMAL, USER_DEFINED, UNUSED -> true;
            case UNKNOWN, CONTROL, BYTE -> false;
        };
    }
}
