package plimsoll.domain.xet;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Writes a xorb, chunk by chunk, each in the way that takes the least room. No footer, as the Rust client.
///
/// Not for more than one thread. The stream is the caller's to close; what it holds after a failure is worth nothing.
public final class XorbWriter {
    private final OutputStream out;
    private final Hashing hashing;
    private final ChunkEncoder encoder;
    private final byte[] start = new byte[ChunkHeader.BYTES];
    private final List<XorbChunk> chunks = new ArrayList<>();
    private final ChunkTree tree;
    private int end;

    /// A xorb without chunks yet.
    public XorbWriter(OutputStream out, Hashing hashing, Lz4 lz4) {
        this.out = out;
        this.hashing = hashing;
        this.encoder = new ChunkEncoder(lz4);
        this.tree = hashing.tree();
    }

    /// Whether a chunk of this size can be added, however badly it compresses.
    public boolean hasRoomFor(int rawBytes) {
        return chunks.size() < Xorb.MAX_CHUNKS && end + ChunkHeader.BYTES + rawBytes <= Xorb.FULL_BYTES;
    }

    /// How many chunks were added: the next one's number.
    public int count() {
        return chunks.size();
    }

    /// Appends a chunk.
    ///
    /// @return its name
    public XetHash add(byte[] bytes, int from, int sizeBytes) throws IOException {
        if (sizeBytes < 1 || sizeBytes > Chunker.MAX_BYTES || !hasRoomFor(sizeBytes)) {
            throw new IllegalArgumentException("no room for a chunk of " + sizeBytes + " bytes");
        }
        var name = hashing.chunk(bytes, from, sizeBytes);
        var header = encoder.encode(bytes, from, sizeBytes);
        header.write(start, 0);
        out.write(start);
        out.write(encoder.encoded(), 0, header.storedBytes());
        end += ChunkHeader.BYTES + header.storedBytes();
        chunks.add(new XorbChunk(name, sizeBytes, end));
        tree.add(name, sizeBytes);
        return name;
    }

    /// What was written, at least one chunk. Ends the xorb.
    public Xorb finish() {
        return new Xorb(tree.root(), chunks);
    }
}
