package plimsoll.weights.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Zstandard (RFC 8878), without dictionaries, of what is small enough to be in memory whole.
final class Zstandard {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int MOST_BLOCK = 128 * 1024;

    private static final int[] LITERAL_BASE = {
        16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536
    };
    private static final int[] LITERAL_BITS = {1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private static final int[] MATCH_BASE = {
        35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539
    };
    private static final int[] MATCH_BITS = {1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    private final byte[] in;
    private final int end;
    private final byte[] out;
    private int at;
    private int done;

    private byte[] literals = new byte[0];
    private int literalCount;
    private @Nullable ZstdHuffman huffman;
    private @Nullable ZstdTable lengths;
    private @Nullable ZstdTable offsets;
    private @Nullable ZstdTable matches;
    private final int[] repeated = {1, 4, 8};

    private Zstandard(byte[] in, int from, int to, int size) {
        this.in = in;
        this.at = from;
        this.end = to;
        this.out = new byte[size];
    }

    static MalformedParquet broken() {
        return new MalformedParquet("a page is not compressed as it says");
    }

    /// Decompresses frames that hold exactly `size` bytes together.
    static byte[] decompress(byte[] in, int from, int to, int size) throws MalformedParquet {
        var reading = new Zstandard(in, from, to, size);
        try {
            while (reading.at < to) {
                reading.frame();
            }
        } catch (IndexOutOfBoundsException e) { // what the checks below do not name
            throw broken();
        }
        if (reading.done != size) {
            throw broken();
        }
        return reading.out;
    }

    private int little(int bytes) throws MalformedParquet {
        if (at + bytes > end) {
            throw broken();
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in[at++] & 0xff) << (8 * i);
        }
        return value;
    }

    private void frame() throws MalformedParquet {
        int magic = little(4);
        if ((magic & 0xfffffff0) == SKIPPABLE) {
            int size = little(4);
            if (size < 0 || size > end - at) {
                throw broken();
            }
            at += size;
            return;
        }
        if (magic != MAGIC) {
            throw broken();
        }
        int head = little(1);
        boolean single = (head & 32) != 0;
        int sizes = head >> 6;
        at += single ? 0 : 1; // the window: everything is in memory
        if ((head & 3) != 0 && little(1 << ((head & 3) - 1)) != 0) {
            throw new MalformedParquet("a page is compressed with a dictionary that is not there");
        }
        at += sizes == 0 ? (single ? 1 : 0) : 1 << sizes;
        huffman = null;
        lengths = null;
        offsets = null;
        matches = null;
        repeated[0] = 1;
        repeated[1] = 4;
        repeated[2] = 8;
        boolean last;
        do {
            int block = little(3);
            last = (block & 1) != 0;
            block((block >> 1) & 3, block >> 3);
        } while (!last);
        at += (head & 4) != 0 ? 4 : 0;
    }

    private void block(int type, int size) throws MalformedParquet {
        if (size > MOST_BLOCK && type != 1) {
            throw broken();
        }
        switch (type) {
            case 0 -> {
                if (size > end - at || size > out.length - done) {
                    throw broken();
                }
                System.arraycopy(in, at, out, done, size);
                at += size;
                done += size;
            }
            case 1 -> {
                int value = little(1);
                if (size > out.length - done) {
                    throw broken();
                }
                Arrays.fill(out, done, done + size, (byte) value);
                done += size;
            }
            case 2 -> {
                if (size > end - at) {
                    throw broken();
                }
                int stop = at + size;
                literals(stop);
                sequences(stop);
                at = stop;
            }
            default -> throw broken();
        }
    }

    private void literals(int stop) throws MalformedParquet {
        int head = in[at] & 0xff;
        int type = head & 3;
        int format = (head >> 2) & 3;
        if (type < 2) {
            int bytes = format == 1 ? 2 : format == 3 ? 3 : 1;
            literalCount = little(bytes) >> (bytes == 1 ? 3 : 4);
            limit();
            if (type == 0) {
                literals = Arrays.copyOfRange(in, at, at + literalCount);
                at += literalCount;
            } else {
                literals = new byte[literalCount];
                Arrays.fill(literals, (byte) little(1));
            }
            return;
        }
        int width = format < 2 ? 10 : format == 2 ? 14 : 18;
        long sizes = little(4) & 0xffffffffL;
        at -= 4;
        int headBytes = format < 2 ? 3 : format == 2 ? 4 : 5;
        if (headBytes == 5) {
            sizes |= (in[at + 4] & 0xffL) << 32;
        }
        at += headBytes;
        literalCount = (int) ((sizes >> 4) & ((1 << width) - 1));
        int compressed = (int) ((sizes >> (4 + width)) & ((1 << width) - 1));
        limit();
        int last = at + compressed;
        if (last > stop) {
            throw broken();
        }
        var place = new int[] {at};
        if (type == 2) {
            huffman = ZstdHuffman.read(in, place, last);
        }
        if (huffman == null) {
            throw broken();
        }
        literals = new byte[literalCount];
        streams(huffman, place[0], last, format != 0);
        at = last;
    }

    private void limit() throws MalformedParquet {
        if (literalCount > MOST_BLOCK) {
            throw broken();
        }
    }

    private void streams(ZstdHuffman code, int from, int last, boolean four) throws MalformedParquet {
        if (!four) {
            code.decode(in, from, last, literals, 0, literalCount);
            return;
        }
        int each = (literalCount + 3) / 4;
        int start = from + 6;
        for (int stream = 0; stream < 4; stream++) {
            int to = last;
            if (stream < 3) {
                int table = from + 2 * stream;
                to = start + ((in[table] & 0xff) | ((in[table + 1] & 0xff) << 8));
            }
            int count = stream < 3 ? each : literalCount - 3 * each;
            if (to > last || count < 0) {
                throw broken();
            }
            code.decode(in, start, to, literals, stream * each, count);
            start = to;
        }
    }

    private void sequences(int stop) throws MalformedParquet {
        int count = little(1);
        if (count >= 128) {
            count = count == 255 ? little(2) + 0x7f00 : ((count - 128) << 8) + little(1);
        }
        int used = 0;
        if (count > 0) {
            int modes = little(1);
            var place = new int[] {at};
            lengths = table(modes >> 6, place, stop, lengths, ZstdDefaults.lengths(), 9, 36);
            offsets = table((modes >> 4) & 3, place, stop, offsets, ZstdDefaults.offsets(), 8, 32);
            matches = table((modes >> 2) & 3, place, stop, matches, ZstdDefaults.matches(), 9, 53);
            used = run(count, new ZstdBits(in, place[0], stop), lengths, offsets, matches);
        }
        int rest = literalCount - used;
        if (rest > out.length - done) {
            throw broken();
        }
        System.arraycopy(literals, used, out, done, rest);
        done += rest;
    }

    private ZstdTable table(
            int mode, int[] place, int stop, @Nullable ZstdTable before, ZstdTable usual, int log, int symbols)
            throws MalformedParquet {
        return switch (mode) {
            case 0 -> usual;
            case 1 -> {
                int symbol = in[place[0]++] & 0xff;
                if (symbol >= symbols) {
                    throw broken();
                }
                yield ZstdTable.of(symbol);
            }
            case 2 -> ZstdTable.read(in, place, stop, log, symbols);
            default -> {
                if (before == null) {
                    throw broken();
                }
                yield before;
            }
        };
    }

    private int run(int count, ZstdBits bits, ZstdTable literal, ZstdTable offset, ZstdTable match)
            throws MalformedParquet {
        int l = bits.read(literal.log);
        int o = bits.read(offset.log);
        int m = bits.read(match.log);
        int used = 0;
        for (int i = 0; i < count; i++) {
            int code = offset.symbol(o);
            long value = (1L << code) + (code == 0 ? 0 : bits.read(code) & 0xffffffffL);
            int matchCode = match.symbol(m);
            int length =
                    matchCode < 32 ? matchCode + 3 : MATCH_BASE[matchCode - 32] + bits.read(MATCH_BITS[matchCode - 32]);
            int literalCode = literal.symbol(l);
            int before = literalCode < 16
                    ? literalCode
                    : LITERAL_BASE[literalCode - 16] + bits.read(LITERAL_BITS[literalCode - 16]);
            long back = back(value, before);
            if (before > literalCount - used || before > out.length - done) {
                throw broken();
            }
            System.arraycopy(literals, used, out, done, before);
            used += before;
            done = Snappy.copy(out, done + before, back, length);
            if (i + 1 < count) {
                l = literal.next(l, bits);
                m = match.next(m, bits);
                o = offset.next(o, bits);
            }
        }
        if (bits.left() != 0) {
            throw broken();
        }
        return used;
    }

    /// How far back a match lies: told, or one of the three last again.
    private long back(long value, int before) {
        if (value > 3) {
            repeated[2] = repeated[1];
            repeated[1] = repeated[0];
            repeated[0] = (int) Math.min(value - 3, Integer.MAX_VALUE);
            return repeated[0];
        }
        int which = (int) value - 1 + (before == 0 ? 1 : 0);
        int back = which == 3 ? repeated[0] - 1 : repeated[which];
        if (which > 0) {
            repeated[2] = which == 1 ? repeated[2] : repeated[1];
            repeated[1] = repeated[0];
            repeated[0] = back;
        }
        return back;
    }
}
