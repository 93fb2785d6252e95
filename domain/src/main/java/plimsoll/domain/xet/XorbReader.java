package plimsoll.domain.xet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;

/// Reads a xorb and believes nothing: decompresses every chunk, names it, and compares the root with what the xorb is
/// called. Holds one chunk in memory, and forty bytes for each.
///
/// Stateless: any number of threads may use one.
public final class XorbReader {
    private final Hashing hashing;
    private final Lz4 lz4;

    /// @param hashing what names chunks
    /// @param lz4 what decompresses them
    public XorbReader(Hashing hashing, Lz4 lz4) {
        this.hashing = hashing;
        this.lz4 = lz4;
    }

    /// Reads the stream to its end, or to the first byte that cannot be right.
    ///
    /// @param called the name it was sent under
    /// @throws IOException when the stream fails; bytes that are no xorb are a [XorbReading.Refused]
    public XorbReading read(InputStream source, XetHash called) throws IOException {
        try {
            return new XorbReading.Sound(sound(source, called));
        } catch (MalformedXet malformed) {
            return new XorbReading.Refused(String.valueOf(malformed.getMessage()));
        }
    }

    private Xorb sound(InputStream source, XetHash called) throws IOException {
        var stored = new StoredChunks(source, lz4);
        var chunks = new ArrayList<XorbChunk>();
        var tree = hashing.tree();
        int end = 0;
        while (stored.next()) {
            end += stored.storedBytes();
            if (chunks.size() == Xorb.MAX_CHUNKS) {
                throw new MalformedXet("a xorb of more than " + Xorb.MAX_CHUNKS + " chunks");
            }
            if (end > Xorb.MAX_BYTES) {
                throw new MalformedXet("a xorb of more than " + Xorb.MAX_BYTES + " bytes");
            }
            var name = hashing.chunk(stored.bytes(), 0, stored.sizeBytes());
            chunks.add(new XorbChunk(name, stored.sizeBytes(), end));
            tree.add(name, stored.sizeBytes());
        }
        if (chunks.isEmpty()) {
            throw new MalformedXet("a xorb without chunks");
        }
        var xorb = new Xorb(tree.root(), chunks);
        if (!xorb.name().equals(called)) {
            throw new MalformedXet("these are the bytes of xorb " + xorb.name() + ", not of " + called);
        }
        if (stored.isAtFooter()) {
            XorbFooter.check(source, stored.footerVersion(), xorb);
        }
        return xorb;
    }
}
