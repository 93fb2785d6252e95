package plimsoll.domain.xet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.domain.content.Sha256;

/// What Xet calls a chunk, a xorb or a file: 32 bytes, here as the four little-endian words by which the text form is
/// defined. Bytes 00..1f print as `07060504030201000f0e...`: reversed within every eight.
///
/// @param first bytes 0 to 7
/// @param second bytes 8 to 15
/// @param third bytes 16 to 23
/// @param fourth bytes 24 to 31
public record XetHash(long first, long second, long third, long fourth) implements Comparable<XetHash> {
    /// How many bytes a hash has.
    public static final int BYTES = 32;

    /// What a xorb or a file without chunks is called.
    public static final XetHash ZERO = new XetHash(0, 0, 0, 0);

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final HexFormat HEX = HexFormat.of();
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();

    /// The hash in the 32 bytes from `at` on.
    public static XetHash of(byte[] bytes, int at) {
        return new XetHash(
                (long) WORD.get(bytes, at), (long) WORD.get(bytes, at + 8), (long) WORD.get(bytes, at + 16), (long)
                        WORD.get(bytes, at + 24));
    }

    /// Reads the text form, of which only exactly 64 lower-case digits are one; empty otherwise.
    public static Optional<XetHash> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(ofDigits(text)) : Optional.empty();
    }

    /// The hash that prints as this SHA-256 does: how shards carry one.
    public static XetHash printedAs(Sha256 name) {
        return ofDigits(name.hex());
    }

    private static XetHash ofDigits(String text) {
        return new XetHash(word(text, 0), word(text, 16), word(text, 32), word(text, 48));
    }

    private static long word(String text, int from) {
        return HexFormat.fromHexDigitsToLong(text, from, from + 16);
    }

    /// The SHA-256 that prints as this hash does.
    public Sha256 asSha256() {
        return new Sha256(toString());
    }

    /// Writes the 32 bytes.
    public void write(byte[] to, int at) {
        WORD.set(to, at, first);
        WORD.set(to, at + 8, second);
        WORD.set(to, at + 16, third);
        WORD.set(to, at + 24, fourth);
    }

    /// The 32 bytes.
    public byte[] toBytes() {
        var bytes = new byte[BYTES];
        write(bytes, 0);
        return bytes;
    }

    /// Whether clients ask for the chunk of this name before they upload it (one in 1,024 beside the first of a file).
    public boolean isAskedFor() {
        return (fourth & 1023) == 0;
    }

    /// In the order of the text form.
    @Override
    public int compareTo(XetHash other) {
        int order = Long.compareUnsigned(first, other.first);
        order = order != 0 ? order : Long.compareUnsigned(second, other.second);
        order = order != 0 ? order : Long.compareUnsigned(third, other.third);
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    /// The text form.
    @Override
    public String toString() {
        return HEX.toHexDigits(first) + HEX.toHexDigits(second) + HEX.toHexDigits(third) + HEX.toHexDigits(fourth);
    }
}
