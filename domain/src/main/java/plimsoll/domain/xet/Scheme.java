package plimsoll.domain.xet;

/// How a chunk's bytes are stored.
public enum Scheme {
    /// As they are.
    NONE(0),
    /// An LZ4 frame.
    LZ4(1),
    /// Every fourth byte together, then an LZ4 frame: for numbers of four bytes.
    GROUPED_LZ4(2);

    private final byte number;

    Scheme(int number) {
        this.number = (byte) number;
    }

    /// What stands for it in a header.
    byte number() {
        return number;
    }

    static Scheme of(byte number) throws MalformedXet {
        return switch (number) {
            case 0 -> NONE;
            case 1 -> LZ4;
            case 2 -> GROUPED_LZ4;
            default -> throw new MalformedXet("a chunk of the unknown compression scheme " + (number & 0xFF));
        };
    }
}
