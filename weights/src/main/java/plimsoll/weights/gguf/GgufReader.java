package plimsoll.weights.gguf;

import static plimsoll.weights.tensors.MalformedWeights.Fault.DUPLICATE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.NOT_THIS_FORMAT;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_MANY;
import static plimsoll.weights.tensors.MalformedWeights.Fault.UNSUPPORTED_VERSION;
import static plimsoll.weights.tensors.MalformedWeights.Fault.WRONG_VALUE;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.MalformedWeights;

/// Reads one header, front to back.
final class GgufReader {
    /// "GGUF", read as a little-endian number.
    static final int MAGIC = 0x46554747;

    /// The largest published headers, vocabularies of 260,000 tokens and their merges, are about 20 MiB.
    private static final long MAX_HEADER_BYTES = 128L << 20;

    /// Published files have below 100.
    private static final int MAX_KEYS = 10_000;

    /// Published files have below 5,000: a mixture's experts are one tensor here.
    private static final int MAX_TENSORS = 100_000;

    /// Published keys have below 100 bytes.
    private static final int MAX_KEY_BYTES = 1024;

    /// An empty key (8), its type (4) and a value of one byte.
    private static final int LEAST_KEY_BYTES = 8 + 4 + 1;

    static final String ALIGNMENT_KEY = "general.alignment";

    /// What goes without saying.
    static final int DEFAULT_ALIGNMENT = 32;

    /// Below 8, values of 8 bytes could not be read in place.
    private static final int LEAST_ALIGNMENT = 8;

    /// The largest page anybody maps.
    private static final int MAX_ALIGNMENT = 65_536;

    private final HeaderBytes bytes;
    private int alignment = DEFAULT_ALIGNMENT;

    GgufReader(SeekableByteChannel file) throws IOException {
        bytes = HeaderBytes.of(file);
        bytes.endAt(MAX_HEADER_BYTES, TOO_LONG, "a header of more than %d bytes".formatted(MAX_HEADER_BYTES));
    }

    GgufHeader read() throws IOException {
        readMagic();
        int version = readVersion();
        int tensorCount = readCount("tensors", MAX_TENSORS, TensorInfos.LEAST_BYTES);
        int keyCount = readCount("metadata keys", MAX_KEYS, LEAST_KEY_BYTES);
        var metadata = readMetadata(keyCount);
        var infos = TensorInfos.read(bytes, tensorCount);
        long dataOffset = TensorInfos.padded(bytes.position(), alignment);
        var tensors = infos.place(dataOffset, alignment, bytes.fileSizeBytes());
        return new GgufHeader(version, alignment, metadata, tensors, dataOffset, bytes.fileSizeBytes());
    }

    private void readMagic() throws IOException {
        if (bytes.remaining() < Integer.BYTES || bytes.int32() != MAGIC) {
            throw new MalformedWeights(NOT_THIS_FORMAT, 0, "not a GGUF file: it does not begin with \"GGUF\"");
        }
    }

    private int readVersion() throws IOException {
        long at = bytes.position();
        int version = bytes.int32();
        if (version == 2 || version == 3) {
            return version;
        }
        // A small number whose low half is empty was written by a machine of the other byte order.
        var reason = (version & 0xFFFF) == 0 && version != 0
                ? "a big-endian GGUF file (version %d); only little-endian ones are read"
                        .formatted(Integer.reverseBytes(version))
                : "GGUF version %s; versions 2 and 3 are read".formatted(Integer.toUnsignedString(version));
        throw new MalformedWeights(UNSUPPORTED_VERSION, at, reason);
    }

    /// The other fields between a count and its entries only make the bound looser, never wrong.
    private int readCount(String what, int most, int leastBytesEach) throws IOException {
        long at = bytes.position();
        long count = bytes.int64();
        if (count < 0 || count > bytes.remaining() / leastBytesEach) {
            throw new MalformedWeights(
                    TOO_MANY,
                    at,
                    "%s %s, for which the file has no room".formatted(Long.toUnsignedString(count), what));
        }
        if (count > most) {
            throw new MalformedWeights(TOO_MANY, at, "%d %s, where %d are allowed".formatted(count, what, most));
        }
        return (int) count;
    }

    private SequencedMap<String, GgufValue> readMetadata(int count) throws IOException {
        var values = new GgufValues(bytes);
        var metadata = new LinkedHashMap<String, GgufValue>();
        for (int i = 0; i < count; i++) {
            long at = bytes.position();
            var key = readName(bytes, "metadata key", MAX_KEY_BYTES);
            if (metadata.containsKey(key)) {
                throw new MalformedWeights(DUPLICATE, at, "the metadata key %s comes twice".formatted(quoted(key)));
            }
            var value = values.read(key);
            metadata.put(key, value);
            if (key.equals(ALIGNMENT_KEY)) {
                alignment = alignmentOf(value, at);
            }
        }
        return metadata;
    }

    /// A name with its length before it. The length is checked before the name is read.
    static String readName(HeaderBytes bytes, String what, int mostBytes) throws IOException {
        long at = bytes.position();
        long length = bytes.int64();
        if (length < 0 || length > mostBytes) {
            throw new MalformedWeights(
                    TOO_LONG,
                    at,
                    "a %s of %s bytes, where %d are allowed".formatted(what, Long.toUnsignedString(length), mostBytes));
        }
        return bytes.name((int) length);
    }

    private static int alignmentOf(GgufValue value, long at) throws MalformedWeights {
        if (value instanceof Whole(var type, var alignment)
                && type == GgufType.UINT32
                && alignment >= LEAST_ALIGNMENT
                && alignment <= MAX_ALIGNMENT
                && Long.bitCount(alignment) == 1) {
            return (int) alignment;
        }
        throw new MalformedWeights(
                WRONG_VALUE,
                at,
                "%s is not a UINT32 that is a power of two from %d to %d"
                        .formatted(ALIGNMENT_KEY, LEAST_ALIGNMENT, MAX_ALIGNMENT));
    }
}
