package plimsoll.hub.repositories;

import plimsoll.domain.content.Pointer;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.Entry.Folder;
import plimsoll.domain.repository.Entry.LargeFile;
import plimsoll.domain.repository.Entry.SmallFile;

/// The one place that names a file's bytes to a client: whatever shows a hash, an ETag or a size asks here first,
/// because two recipients of one file need not get the same bytes.
public final class NameBytes {
    /// Names for every recipient alike.
    public NameBytes() {}

    /// What the large file `kept` is called to `recipient`: the hash and size of the bytes they would receive.
    public Pointer nameFor(Recipient recipient, Pointer kept) {
        return kept;
    }

    /// A line of a tree as `recipient` sees it.
    public Entry entryFor(Recipient recipient, Entry entry) {
        return switch (entry) {
            case Folder folder -> folder;
            case SmallFile file -> file;
            case LargeFile file -> {
                var named = nameFor(recipient, file.pointer());
                yield new LargeFile(file.path(), file.oid(), named.text().sizeBytes(), named);
            }
        };
    }
}
