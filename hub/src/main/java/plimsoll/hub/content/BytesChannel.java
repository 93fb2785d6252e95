package plimsoll.hub.content;

import java.nio.ByteBuffer;

/// Bytes in memory, read like a file.
public final class BytesChannel extends ReadOnlyChannel {
    private final byte[] content;

    /// Over `content`, which is not copied and must not change.
    public BytesChannel(byte[] content) {
        this.content = content;
    }

    @Override
    protected int read(long from, ByteBuffer into) {
        int count = (int) Math.min(into.remaining(), content.length - from);
        into.put(content, (int) from, count);
        return count;
    }

    @Override
    public long size() {
        return content.length;
    }
}
