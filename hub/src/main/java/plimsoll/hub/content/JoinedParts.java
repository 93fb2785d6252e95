package plimsoll.hub.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.Iterator;
import java.util.List;
import plimsoll.domain.content.Sha256;

/// Blobs read one behind the other, each opened when its turn comes. For one thread.
final class JoinedParts extends InputStream {
    private final Blobs blobs;
    private final Iterator<Sha256> rest;
    private InputStream current = InputStream.nullInputStream();

    JoinedParts(Blobs blobs, List<Sha256> parts) {
        this.blobs = blobs;
        this.rest = parts.iterator();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = current.read(into, offset, length);
        while (n < 0 && rest.hasNext()) {
            current.close();
            current = Channels.newInputStream(blobs.open(rest.next()));
            n = current.read(into, offset, length);
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
