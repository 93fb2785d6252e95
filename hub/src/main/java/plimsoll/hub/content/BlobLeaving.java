package plimsoll.hub.content;

import java.io.IOException;
import plimsoll.domain.content.Sha256;

/// The blob was being removed while its bytes came in. Sending them again in a moment succeeds.
public final class BlobLeaving extends IOException {
    private static final long serialVersionUID = 1;

    /// For the blob that leaves.
    public BlobLeaving(Sha256 name) {
        super("blob %s is being removed: send it again in a moment".formatted(name));
    }
}
