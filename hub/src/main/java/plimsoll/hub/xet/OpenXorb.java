package plimsoll.hub.xet;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import plimsoll.domain.xet.Lz4;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.content.Blobs;

/// Opens xorbs: as they go over the wire, and by the raw bytes of their chunks.
///
/// Safe for use by any number of threads.
public final class OpenXorb {
    private final Xorbs xorbs;
    private final Blobs whole;
    private final Lz4 lz4;

    /// Opens `xorbs`, whose bytes are in `whole`, decompressed by `lz4`.
    public OpenXorb(Xorbs xorbs, Blobs whole, Lz4 lz4) {
        this.xorbs = xorbs;
        this.whole = whole;
        this.lz4 = lz4;
    }

    /// The xorb of this name.
    public Optional<StoredXorb> find(XetHash name) {
        return xorbs.find(name);
    }

    /// The bytes of a xorb as they go over the wire. The caller closes the channel.
    public SeekableByteChannel wire(StoredXorb xorb) throws IOException {
        var blob = whole.open(xorb.home().blob());
        return switch (xorb.home()) {
            case StoredXorb.Home.Packed _ -> blob;
            case StoredXorb.Home.Within(var _, var from) -> new FramedChannel(blob, from, xorb.chunks());
        };
    }

    /// The raw bytes of a xorb's chunks. The caller closes it.
    RawChunks raw(StoredXorb xorb) throws IOException {
        return new RawChunks(xorb, whole.open(xorb.home().blob()), lz4);
    }
}
