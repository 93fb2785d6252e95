package plimsoll.hub.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;
import plimsoll.domain.content.Sha256;

/// Large immutable files, each named by the hash of its bytes: uploaded files and git's packs.
///
/// Safe for use by any number of threads and, against one store, by any number of processes. Every implementation
/// passes `BlobsContract`.
public interface Blobs {
    /// Whether a blob has this name.
    default boolean has(Sha256 name) throws IOException {
        return sizeBytes(name).isPresent();
    }

    /// The size of a blob; empty when none has this name.
    OptionalLong sizeBytes(Sha256 name) throws IOException;

    /// Opens a blob for reading at any position. The caller closes it.
    ///
    /// @throws BlobMissing when no blob has this name
    SeekableByteChannel open(Sha256 name) throws IOException;

    /// Stores what it reads, under the name the caller expects. Nothing becomes visible under `expected` until the
    /// last byte has arrived and the hash has agreed; after a crash in between, nothing is left but a file the
    /// sweeper removes. Any number of senders may send the same blob at once.
    ///
    /// @param sizeBytes the size the sender declared; one byte more or less is a failure
    /// @throws WrongContent when size or hash disagree
    void receive(Sha256 expected, long sizeBytes, InputStream bytes) throws IOException;

    /// Begins a blob whose name is not known until its last byte is written.
    Draft draft() throws IOException;

    /// Every blob, in no order. The caller closes the stream; blobs that come or go meanwhile may or may not be
    /// in it.
    Stream<Kept> list() throws IOException;

    /// Removes a blob, so that no new reader finds it. Open readers read on. Removing what is not there does
    /// nothing.
    void delete(Sha256 name) throws IOException;

    /// Removes what unfinished drafts and receipts left behind, as far as nobody has touched it since `before`.
    ///
    /// @return how many leftovers went
    int sweepLeftovers(Instant before) throws IOException;

    /// A blob in the store.
    ///
    /// @param name its hash
    /// @param sizeBytes its size
    /// @param keptAt when it was last received
    record Kept(Sha256 name, long sizeBytes, Instant keptAt) {}
}
