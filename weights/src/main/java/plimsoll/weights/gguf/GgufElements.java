package plimsoll.weights.gguf;

import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TRUNCATED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.MalformedWeights;

/// The elements of metadata arrays, all of them: vocabularies, scores, merges. Read from the mapped file, because a
/// [GgufHeader] keeps no more than the beginning of an array.
public final class GgufElements {
    /// Four of the largest vocabularies with all their merges. As objects they take a quarter of a GiB.
    private static final int MAX_TEXTS = 1 << 22;

    private final MemorySegment file;

    /// Elements of arrays in this file.
    ///
    /// @param file the whole file, from its first byte
    public GgufElements(MemorySegment file) {
        this.file = file;
    }

    /// The elements of an array of STRING. Bytes that are not UTF-8 become U+FFFD.
    ///
    /// @throws IllegalArgumentException when the elements are of another type
    /// @throws MalformedWeights when there are more than four million
    public List<String> texts(Array array) throws MalformedWeights {
        check(array, GgufType.STRING);
        if (array.length() > MAX_TEXTS) {
            throw new MalformedWeights(
                    TOO_LONG,
                    array.offset(),
                    "an array of %d texts, where %d are allowed".formatted(array.length(), MAX_TEXTS));
        }
        var texts = new ArrayList<String>((int) array.length());
        long at = array.offset();
        for (long i = 0; i < array.length(); i++) {
            long length = file.get(LittleEndian.LONG, at);
            at += Long.BYTES;
            // The header's reader has walked here before; a file that changed since is still not trusted.
            if (length < 0 || length > file.byteSize() - at) {
                throw new MalformedWeights(TRUNCATED, at, "the file changed while it was open");
            }
            texts.add(text(at, length));
            at += length;
        }
        return texts;
    }

    /// The elements of an array of FLOAT32.
    ///
    /// @throws IllegalArgumentException when the elements are of another type
    public float[] floats(Array array) {
        check(array, GgufType.FLOAT32);
        return bytes(array, Float.BYTES).toArray(LittleEndian.FLOAT);
    }

    /// The elements of an array of INT32 or UINT32; of the latter, those above the range of an `int` are negative.
    ///
    /// @throws IllegalArgumentException when the elements are of another type
    public int[] ints(Array array) {
        check(array, GgufType.INT32, GgufType.UINT32);
        return bytes(array, Integer.BYTES).toArray(LittleEndian.INT);
    }

    /// The elements of an array of INT8 or UINT8.
    ///
    /// @throws IllegalArgumentException when the elements are of another type
    public byte[] bytes(Array array) {
        check(array, GgufType.INT8, GgufType.UINT8);
        return bytes(array, 1).toArray(ValueLayout.JAVA_BYTE);
    }

    private MemorySegment bytes(Array array, int each) {
        return file.asSlice(array.offset(), Math.multiplyExact(array.length(), (long) each));
    }

    private String text(long at, long length) {
        var utf8 = file.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static void check(Array array, GgufType... wanted) {
        if (!List.of(wanted).contains(array.elementType())) {
            throw new IllegalArgumentException("elements of type " + array.elementType());
        }
    }
}
