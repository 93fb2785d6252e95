package plimsoll.domain.xet;

import java.io.IOException;

/// Bytes that are no chunk, xorb or shard; the message says why, in words that may be sent to whoever sent them. Where
/// strangers send bytes this becomes a refusal; of bytes that were found sound before, it is a fault of the store.
public final class MalformedXet extends IOException {
    private static final long serialVersionUID = 1;

    MalformedXet(String reason) {
        super(reason);
    }
}
