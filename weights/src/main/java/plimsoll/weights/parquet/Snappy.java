package plimsoll.weights.parquet;

import java.util.Arrays;

/// Snappy's raw format (google/snappy, format_description.txt): literals, and copies of what came before.
final class Snappy {
    private Snappy() {}

    static byte[] decompress(byte[] in, int from, int to, int size) throws MalformedParquet {
        int at = from;
        long declared = 0;
        int shift = 0;
        int one;
        do {
            if (at >= to || shift > 28) {
                throw broken();
            }
            one = in[at++] & 0xff;
            declared |= (long) (one & 127) << shift;
            shift += 7;
        } while (one >= 128);
        if (declared != size) {
            throw broken();
        }
        var out = new byte[size];
        int done = 0;
        while (at < to) {
            int tag = in[at++] & 0xff;
            int extra = tag & 3;
            int bytes = extra == 0 ? Math.max(0, (tag >> 2) - 59) : extra == 3 ? 4 : extra;
            if (at + bytes > to) {
                throw broken();
            }
            long number = 0;
            for (int i = 0; i < bytes; i++) {
                number |= (in[at + i] & 0xffL) << (8 * i);
            }
            at += bytes;
            if (extra == 0) {
                long length = 1 + (bytes == 0 ? tag >> 2 : number);
                if (length > to - at || length > size - done) {
                    throw broken();
                }
                System.arraycopy(in, at, out, done, (int) length);
                at += (int) length;
                done += (int) length;
            } else {
                int length = extra == 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
                long back = extra == 1 ? ((tag >> 5) << 8) | number : number;
                done = copy(out, done, back, length);
            }
        }
        if (done != size) {
            throw broken();
        }
        return out;
    }

    /// Repeats what stands `back` bytes before, which may overlap with what it makes.
    ///
    /// @return how much of `out` is written then
    static int copy(byte[] out, int done, long back, int length) throws MalformedParquet {
        if (back <= 0 || back > done || length > out.length - done) {
            throw broken();
        }
        int source = done - (int) back;
        if (back == 1) {
            Arrays.fill(out, done, done + length, out[source]);
        } else if (back >= length) {
            System.arraycopy(out, source, out, done, length);
        } else {
            for (int i = 0; i < length; i++) {
                out[done + i] = out[source + i];
            }
        }
        return done + length;
    }

    private static MalformedParquet broken() {
        return new MalformedParquet("a page is not compressed as it says");
    }
}
