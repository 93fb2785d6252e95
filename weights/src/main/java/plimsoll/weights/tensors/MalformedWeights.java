package plimsoll.weights.tensors;

import java.io.IOException;

/// A model file that breaks the rules of its format, or asks for more than a limit allows. Other [IOException]s
/// mean that the storage failed; this one means that the file itself is at fault, and reading it again will not
/// help.
///
/// The message is one sentence fit for the person who uploaded the file. Names taken from the file are shortened
/// and stripped of control characters first.
public final class MalformedWeights extends IOException {
    private static final long serialVersionUID = 1;

    /// Names may be megabytes long; nobody reads more than this of one in an error.
    private static final int QUOTED_CHARACTERS = 80;

    private final Fault fault;
    private final long offset;
    private final String reason;

    /// The rule that was broken.
    public enum Fault {
        /// The first bytes belong to something else.
        NOT_THIS_FORMAT,
        /// A version or byte order that is not read here.
        UNSUPPORTED_VERSION,
        /// The file ends before something it promised.
        TRUNCATED,
        /// More entries than the limit, or than the file has room for.
        TOO_MANY,
        /// A text, an array or a header longer than its limit, or than the bytes that are left.
        TOO_LONG,
        /// Nested deeper than the limit.
        TOO_DEEP,
        /// Bytes that do not follow the grammar.
        SYNTAX,
        /// A name or a text that is not UTF-8.
        NOT_UTF8,
        /// A name that was used before.
        DUPLICATE,
        /// A value or an element type that is not known. A newer writer may have made the file.
        UNKNOWN_TYPE,
        /// A value of the wrong type, or out of its range.
        WRONG_VALUE,
        /// Dimensions that cannot be: too many, none, negative, or not whole blocks.
        SHAPE,
        /// A size that overflows, or disagrees with the shape.
        SIZE,
        /// A tensor that begins where the alignment allows none.
        MISALIGNED,
        /// Two tensors that share bytes.
        OVERLAP,
        /// Bytes that belong to no tensor.
        GAP,
        /// A tensor whose bytes are not all in the file.
        OUTSIDE_FILE,
        /// A part of a model in several files that is not where the others say.
        INCOMPLETE
    }

    /// @param offset where in the file the offending bytes begin, in bytes from its start
    /// @param reason a clause in plain words, without the offset
    public MalformedWeights(Fault fault, long offset, String reason) {
        // What is missing is missing everywhere.
        super(fault == Fault.INCOMPLETE ? reason : "%s (at byte %d)".formatted(reason, offset));
        this.fault = fault;
        this.offset = offset;
        this.reason = reason;
    }

    /// The same refusal, for a reader who has several files before them.
    public MalformedWeights in(String fileName) {
        return new MalformedWeights(fault, offset, "%s: %s".formatted(quoted(fileName), reason));
    }

    public Fault fault() {
        return fault;
    }

    /// Where in the file the offending bytes begin, in bytes from its start.
    public long offset() {
        return offset;
    }

    /// What is wrong, without the offset.
    public String reason() {
        return reason;
    }

    /// A name out of the file, made safe to show: quoted, shortened, control and formatting characters replaced.
    public static String quoted(String name) {
        var shown = new StringBuilder(QUOTED_CHARACTERS + 3).append('"');
        name.codePoints()
                .limit(QUOTED_CHARACTERS)
                .map(c -> isPlain(c) ? c : '\uFFFD')
                .forEach(shown::appendCodePoint);
        return shown.append(name.codePointCount(0, name.length()) > QUOTED_CHARACTERS ? "…\"" : "\"")
                .toString();
    }

    // Bidirectional overrides and zero-width characters (FORMAT) could make an error read as another sentence.
    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
