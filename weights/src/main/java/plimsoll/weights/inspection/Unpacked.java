package plimsoll.weights.inspection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Bytes that have to be unpacked each time they are read.
///
/// @param how they are packed
/// @param sizeBytes what they are said to unpack to
record Unpacked(String name, Content packed, How how, long sizeBytes) implements Content {
    /// What is unpacked at once for those who read anywhere in it.
    static final int MOST_IN_MEMORY = 64 << 20;

    /// The ways of packing that the JDK undoes.
    enum How {
        DEFLATE,
        ZLIB,
        GZIP
    }

    @Override
    public InputStream open() throws IOException {
        return switch (how) {
            // The inflater may ask for one byte more than there is.
            case DEFLATE ->
                new InflaterInputStream(
                        new SequenceInputStream(packed.open(), new ByteArrayInputStream(new byte[1])),
                        new Inflater(true));
            case ZLIB -> new InflaterInputStream(packed.open());
            case GZIP -> new GZIPInputStream(packed.open());
        };
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        try (var in = open()) {
            var bytes = in.readNBytes(MOST_IN_MEMORY + 1);
            if (bytes.length > MOST_IN_MEMORY) {
                throw new TooLarge(bytes.length);
            }
            return new InMemory(bytes);
        }
    }
}
