package plimsoll.domain.xet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The chunks in a stream of xorb bytes, or of whole chunks out of the middle of one, decompressed one at a time. The
/// names are not checked: [XorbReader] does that once, when a xorb arrives.
///
/// Not for more than one thread. The stream is the caller's to close, and is read in small pieces: give a buffered one.
public final class StoredChunks {
    static final byte[] FOOTER_MARK = "XETBLOB".getBytes(StandardCharsets.US_ASCII);

    private final InputStream source;
    private final ChunkDecoder decoder;
    private final byte[] start = new byte[ChunkHeader.BYTES];
    private final byte[] stored = new byte[ChunkHeader.MAX_STORED_BYTES];
    private ChunkHeader header = ChunkHeader.uncompressed(1);
    private final byte[] raw = new byte[Chunker.MAX_BYTES];
    private boolean atFooter;

    /// Begins at the stream's next byte, which begins a chunk.
    public StoredChunks(InputStream source, Lz4 lz4) {
        this.source = source;
        this.decoder = new ChunkDecoder(lz4);
    }

    /// Goes to the next chunk; false at the end, or where a footer begins.
    ///
    /// @throws MalformedXet when what follows is no chunk
    public boolean next() throws IOException {
        int read = source.readNBytes(start, 0, start.length);
        if (read == 0) {
            return false;
        }
        if (read < start.length) {
            throw new MalformedXet("a xorb that ends in the middle of a chunk header");
        }
        if (Arrays.equals(start, 0, FOOTER_MARK.length, FOOTER_MARK, 0, FOOTER_MARK.length)) {
            atFooter = true;
            return false;
        }
        header = ChunkHeader.read(start, 0);
        if (source.readNBytes(stored, 0, header.storedBytes()) < header.storedBytes()) {
            throw new MalformedXet("a xorb that ends in the middle of a chunk");
        }
        decoder.decode(header, stored, 0, raw, 0);
        return true;
    }

    /// The buffer that begins with the chunk until the next one is asked for.
    public byte[] bytes() {
        return raw;
    }

    /// How long the chunk is, decompressed.
    public int sizeBytes() {
        return header.rawBytes();
    }

    /// How long it is as it is stored, header included.
    public int storedBytes() {
        return ChunkHeader.BYTES + header.storedBytes();
    }

    /// Whether [#next()] ended at a footer, of which it has read the mark and the version.
    boolean isAtFooter() {
        return atFooter;
    }

    int footerVersion() {
        return start[FOOTER_MARK.length] & 0xFF;
    }
}
