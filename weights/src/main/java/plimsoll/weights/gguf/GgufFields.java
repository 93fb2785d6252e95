package plimsoll.weights.gguf;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import plimsoll.weights.tensors.LittleEndian;

/// Where the values of a file's metadata lie, type and value together, to be copied without being understood:
/// texts that are not UTF-8 stay what they are.
///
/// Relies on the header having been read from the same bytes: no length is checked twice, and one that has
/// changed since ends in an `IndexOutOfBoundsException`.
final class GgufFields {
    /// Magic, version, and two counts.
    private static final long FIRST_KEY = 4 + 4 + 8 + 8;

    private final MemorySegment file;
    private long at = FIRST_KEY;

    private GgufFields(MemorySegment file) {
        this.file = file;
    }

    static SequencedMap<String, MemorySegment> of(MemorySegment file, GgufHeader header) {
        var walk = new GgufFields(file);
        var fields = new LinkedHashMap<String, MemorySegment>();
        for (var key : header.metadata().keySet()) {
            walk.skipText();
            fields.put(key, walk.field());
        }
        return fields;
    }

    private MemorySegment field() {
        long begin = at;
        skip(type());
        return file.asSlice(begin, at - begin);
    }

    private GgufType type() {
        int number = file.get(LittleEndian.INT, at);
        at += Integer.BYTES;
        return GgufType.numbered(number)
                .orElseThrow(() -> new IndexOutOfBoundsException("the file changed while it was open"));
    }

    private void skip(GgufType type) {
        switch (type) {
            case STRING -> skipText();
            case ARRAY -> {
                var elementType = type();
                long length = file.get(LittleEndian.LONG, at);
                at += Long.BYTES;
                if (elementType.isFixed()) {
                    at += length * elementType.leastBytes();
                } else {
                    for (long i = 0; i < length; i++) {
                        skipText();
                    }
                }
            }
            case UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, UINT64, INT64, FLOAT64 ->
                at += type.leastBytes();
        }
    }

    private void skipText() {
        at += Long.BYTES + file.get(LittleEndian.LONG, at);
    }
}
