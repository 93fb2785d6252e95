package plimsoll.hub.content;

import java.io.IOException;
import plimsoll.domain.content.Sha256;

/// No blob has the name asked for.
public final class BlobMissing extends IOException {
    private static final long serialVersionUID = 1;

    /// For the name asked for.
    public BlobMissing(Sha256 name) {
        super("no blob is named " + name);
    }
}
