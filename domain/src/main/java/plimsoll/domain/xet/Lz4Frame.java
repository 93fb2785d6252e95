package plimsoll.domain.xet;

/// LZ4's frame format (lz4_Frame_format.md, 1.6.4), as much of it as chunks may use: one frame of at most 128 KiB, no
/// dictionary. Blocks may be linked: the JavaScript client never marks its blocks independent. Checksums are checked
/// where they are.
///
/// Not for more than one thread.
final class Lz4Frame {
    /// What surrounds the one block that [#write] makes: magic, descriptor of three bytes, block size, end mark.
    private static final int FRAMING_BYTES = 4 + 3 + 4 + 4;

    private static final int MAGIC = 0x184D2204;
    private static final int VERSION = 1;
    private static final int INDEPENDENT = 0x20;
    private static final int BLOCK_CHECKSUM = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int CONTENT_CHECKSUM = 0x04;
    private static final int NOT_USED = 0x03;
    private static final int STORED = 0x80000000;

    /// Version 1, independent blocks, of at most 256 KiB: a chunk is one block.
    private static final byte[] OUR_DESCRIPTOR = {0x60, 0x50};

    private final Lz4 lz4;
    private final byte[] frame;
    private final int end;
    private final byte[] out;
    private final int to;
    private final int rawBytes;
    private int at;
    private int done;

    private Lz4Frame(Lz4 lz4, byte[] frame, int from, int sizeBytes, byte[] out, int to, int rawBytes) {
        this.lz4 = lz4;
        this.frame = frame;
        this.at = from;
        this.end = from + sizeBytes;
        this.out = out;
        this.to = to;
        this.rawBytes = rawBytes;
    }

    /// Decompresses the frame that fills the `sizeBytes` bytes from `from` on.
    ///
    /// @param out gets exactly `rawBytes` bytes, from `to` on
    static void read(Lz4 lz4, byte[] frame, int from, int sizeBytes, byte[] out, int to, int rawBytes)
            throws MalformedXet {
        new Lz4Frame(lz4, frame, from, sizeBytes, out, to, rawBytes).read();
    }

    /// Compresses into a frame of one block, from the start of `out`.
    ///
    /// @return how long the frame is, or -1 when it is no shorter than what it holds
    static int write(Lz4 lz4, byte[] raw, int from, int sizeBytes, byte[] out) {
        int block = FRAMING_BYTES - 4;
        int size = lz4.compress(raw, from, sizeBytes, out, block, Math.max(block, sizeBytes - 4));
        if (size < 0) {
            return -1;
        }
        putInt(MAGIC, out, 0);
        System.arraycopy(OUR_DESCRIPTOR, 0, out, 4, OUR_DESCRIPTOR.length);
        out[6] = checksum(out, 4, OUR_DESCRIPTOR.length);
        putInt(size, out, 7);
        putInt(0, out, block + size);
        return size + FRAMING_BYTES < sizeBytes ? size + FRAMING_BYTES : -1;
    }

    private void read() throws MalformedXet {
        require(nextInt() == MAGIC, "does not begin as one");
        int start = at;
        int flags = next();
        int maxBlockBytes = maxBlockBytes(next());
        require(flags >>> 6 == VERSION, "has another version");
        require((flags & NOT_USED) == 0, "needs a dictionary, or uses a reserved flag");
        if ((flags & CONTENT_SIZE) != 0) {
            require(nextInt() == rawBytes && nextInt() == 0, "says another size");
        }
        require(checksum(frame, start, at - start) == (byte) next(), "has a damaged header");
        while (block(flags, maxBlockBytes)) {}
        require(done == rawBytes, "holds fewer bytes than the chunk");
        require((flags & CONTENT_CHECKSUM) == 0 || nextInt() == Xxh32.hash(out, to, rawBytes), "fails its checksum");
        require(at == end, "is followed by something");
    }

    private static int maxBlockBytes(int descriptor) throws MalformedXet {
        int code = descriptor >>> 4;
        require((descriptor & 0x8F) == 0 && code >= 4, "has blocks of an unknown size");
        return 1 << (8 + 2 * code);
    }

    /// Reads a block; false at the end mark.
    private boolean block(int flags, int maxBlockBytes) throws MalformedXet {
        int word = nextInt();
        if (word == 0) {
            return false;
        }
        int size = word & ~STORED;
        require(size > 0 && size <= Math.min(maxBlockBytes, end - at), "has a block longer than itself");
        int limit = Math.min(rawBytes, done + maxBlockBytes);
        if ((word & STORED) != 0) {
            require(size <= limit - done, "holds more bytes than the chunk");
            System.arraycopy(frame, at, out, to + done, size);
            done += size;
        } else {
            done += decompress(size, limit, (flags & INDEPENDENT) != 0);
        }
        at += size;
        int from = at - size;
        require((flags & BLOCK_CHECKSUM) == 0 || nextInt() == Xxh32.hash(frame, from, size), "fails its checksum");
        return true;
    }

    private int decompress(int size, int limit, boolean independent) throws MalformedXet {
        if (independent || done == 0) {
            int count = lz4.decompress(frame, at, size, out, to + done, to + limit);
            require(count >= 0, "has a malformed block, or holds more bytes than the chunk");
            return count;
        }
        return LinkedBlock.decompress(frame, at, size, out, to, to + done, to + limit);
    }

    private int next() throws MalformedXet {
        require(at < end, "ends too early");
        return frame[at++] & 0xFF;
    }

    private int nextInt() throws MalformedXet {
        require(end - at >= Integer.BYTES, "ends too early");
        at += Integer.BYTES;
        return ScalarBlake3.word(frame, at - Integer.BYTES);
    }

    private static byte checksum(byte[] bytes, int from, int sizeBytes) {
        return (byte) (Xxh32.hash(bytes, from, sizeBytes) >>> 8);
    }

    private static void putInt(int value, byte[] to, int at) {
        for (int i = 0; i < Integer.BYTES; i++) {
            to[at + i] = (byte) (value >>> (8 * i));
        }
    }

    private static void require(boolean sound, String otherwise) throws MalformedXet {
        if (!sound) {
            throw new MalformedXet("an LZ4 frame that " + otherwise);
        }
    }
}
