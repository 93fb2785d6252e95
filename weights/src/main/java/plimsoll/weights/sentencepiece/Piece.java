package plimsoll.weights.sentencepiece;

/// A piece of text that is one token.
///
/// @param score how likely it is, as a logarithm, or when it is merged; never infinite
public record Piece(String text, float score, Kind kind) {
    /// What a piece is for, with the numbers that SentencePiece and GGUF give them.
    public enum Kind {
        /// Text.
        NORMAL(1),
        /// The place of what has no piece.
        UNKNOWN(2),
        /// A mark that no text becomes.
        CONTROL(3),
        /// Text that is always a piece of its own.
        USER_DEFINED(4),
        /// Nothing any more.
        UNUSED(5),
        /// A byte, written as `<0x0A>`.
        BYTE(6);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /// The number in files.
        public int number() {
            return number;
        }
    }
}
