package plimsoll.hub.repositories;

import plimsoll.domain.content.Pointer;
import plimsoll.domain.identity.Recipient;

/// Names the bytes that a recipient gets for a file: everything that tells a client a hash or a size asks here.
///
/// Today everybody gets the bytes that were published, so the name is the file's own.
public final class NameBytes {
    /// Names bytes as they were published.
    public NameBytes() {}

    /// What `file` is called when `recipient` fetches it.
    public Pointer nameFor(Recipient recipient, Pointer file) {
        return switch (recipient) {
            case Recipient.Stranger _, Recipient.Known _ -> file;
        };
    }
}
