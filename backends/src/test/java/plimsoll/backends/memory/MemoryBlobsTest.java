package plimsoll.backends.memory;

import java.time.InstantSource;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.content.BlobsContract;

final class MemoryBlobsTest extends BlobsContract {
    private final MemoryBlobs blobs = new MemoryBlobs(InstantSource.system());

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    @Override
    protected long leftovers() {
        return 0;
    }
}
