package plimsoll.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Any header at all, about a file of any size: what comes of it lies within the file.
class RangesFuzz {
    /// The first eight bytes are the size, the others the header.
    @FuzzTest
    void anyHeaderAsksForBytesOfTheFileOrForNone(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            return;
        }
        long size = ByteBuffer.wrap(bytes).getLong() & Long.MAX_VALUE;
        var header = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.ISO_8859_1);
        switch (Ranges.parse(Optional.of(header), size)) {
            case Ranges.Everything _ -> assertTrue(header.length() <= bytes.length);
            case Ranges.Nothing _ -> assertTrue(header.strip().startsWith("bytes="));
            case Ranges.Some(var stretches) -> {
                assertFalse(stretches.isEmpty());
                assertTrue(stretches.size() <= Ranges.MAX_RANGES);
                for (var stretch : stretches) {
                    assertTrue(stretch.first() >= 0 && stretch.lengthBytes() > 0, stretch::toString);
                    assertTrue(stretch.lengthBytes() <= size - stretch.first(), stretch::toString);
                    assertEquals(Ranges.parse(Optional.of(written(stretch)), size), some(stretch));
                }
            }
        }
    }

    private static String written(Ranges.Stretch stretch) {
        return "bytes=%d-%d".formatted(stretch.first(), stretch.first() + stretch.lengthBytes() - 1);
    }

    private static Ranges some(Ranges.Stretch stretch) {
        return new Ranges.Some(java.util.List.of(stretch));
    }
}
