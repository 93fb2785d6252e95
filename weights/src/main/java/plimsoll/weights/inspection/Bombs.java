package plimsoll.weights.inspection;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.zip.ZipException;

/// Sizes that have to be known before something is unpacked, and archives where none should be.
final class Bombs {
    private static final long MOST_UNPACKED_BYTES = 64L << 30;
    private static final long MOST_RATIO = 200;
    private static final long SMALL_BYTES = 64L << 20;

    private Bombs() {}

    /// What packed bytes unpack to.
    ///
    /// @throws ZipException when it is more than any honest file has
    static long unpackedSize(Content packed, Unpacked.How how) throws IOException {
        long most = Math.min(MOST_UNPACKED_BYTES, Math.max(SMALL_BYTES, packed.sizeBytes() * MOST_RATIO));
        try (var in = new Unpacked("", packed, how, 0).open()) {
            long size = in.skip(most + 1);
            while (size <= most && in.read() >= 0) {
                size += 1 + in.skip(most - size);
            }
            if (size > most) {
                throw new ZipException("unpacks to more than %d bytes".formatted(most));
            }
            return size;
        }
    }

    /// The directory of an archive that ends where the file ends, if it is one: its first member is where it says.
    static Optional<ZipDirectory> trailingDirectory(SeekableByteChannel file) throws IOException {
        if (file.size() < 22) {
            return Optional.empty();
        }
        try {
            var directory = ZipDirectory.read(file);
            return directory.filter(found -> !found.members().isEmpty());
        } catch (ZipDirectory.Broken noArchive) {
            return Optional.empty();
        }
    }
}
