package plimsoll.domain.xet;

/// Finds where a file's chunks end, by a gear hash over the last 64 bytes: content decides, so an edit moves few ends.
/// Cuts by the rule of the Rust client. The JavaScript client's chunks may be a little shorter; a hub takes chunks of
/// any size up to [#MAX_BYTES] and never cuts a client's file again to check it.
///
/// Remembers where it is in the chunk. Not for more than one thread.
public final class Chunker {
    /// Only the last chunk of a file is shorter.
    public static final int MIN_BYTES = 8 * 1024;

    /// No chunk is longer.
    public static final int MAX_BYTES = 128 * 1024;

    private static final int WINDOW_BYTES = 64;

    /// Bytes that no possible end depends on.
    private static final int SKIPPED_BYTES = MIN_BYTES - WINDOW_BYTES - 1;

    /// An end is where the upper 16 bits of the hash are zero: every 64 KiB of noise.
    private static final int LOWER_BITS = 48;

    private static final long[] GEAR = GearTable.values();

    private final int leastBytes;
    private int sizeBytes;
    private long hash;

    /// At the start of a file.
    public Chunker() {
        this(MIN_BYTES);
    }

    /// One that cuts as the JavaScript client does, which looks for an end as soon as it hashes.
    static Chunker ofJavaScript() {
        return new Chunker(0);
    }

    /// @param leastBytes before which no end is looked for
    Chunker(int leastBytes) {
        this.leastBytes = leastBytes;
    }

    /// Goes on through the file until the chunk ends.
    ///
    /// @param from where the bytes begin that follow those of the last call
    /// @param to where they end
    /// @return where the chunk ends, from where the next call goes on; or -1 when it lasts beyond `to`
    public int cut(byte[] bytes, int from, int to) {
        int at = skip(from, to);
        long rolling = hash;
        for (int end = Math.min(to, at + leastBytes - 1 - sizeBytes); at < end; at++, sizeBytes++) {
            rolling = (rolling << 1) + GEAR[bytes[at] & 0xFF];
        }
        int start = at;
        for (int end = Math.min(to, at + MAX_BYTES - sizeBytes); at < end; ) {
            rolling = (rolling << 1) + GEAR[bytes[at++] & 0xFF];
            if (rolling >>> LOWER_BITS == 0) {
                return end(at);
            }
        }
        sizeBytes += at - start;
        hash = rolling;
        return sizeBytes == MAX_BYTES ? end(at) : -1;
    }

    private int skip(int from, int to) {
        int skipped = Math.max(0, Math.min(SKIPPED_BYTES - sizeBytes, to - from));
        sizeBytes += skipped;
        return from + skipped;
    }

    private int end(int at) {
        sizeBytes = 0;
        hash = 0;
        return at;
    }
}
