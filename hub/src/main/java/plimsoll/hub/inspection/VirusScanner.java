package plimsoll.hub.inspection;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// A scanner for viruses beside this process. Safe for use by any number of threads.
public interface VirusScanner {
    /// The name of the virus in a file; empty when none is known.
    ///
    /// @param file is read from first to last byte, and not closed
    /// @throws IOException when the scanner cannot be reached, or did not scan all of it
    Optional<String> scan(SeekableByteChannel file) throws IOException;

    /// The largest file it takes, in bytes.
    long mostBytes();
}
