package plimsoll.backends.git;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Pointer;
import plimsoll.hub.repositories.Recent;

/// What is known of a file in git without reading it all: its size, and whether it is a large file's pointer. Neither
/// ever changes for an object's name, so it is remembered. Safe for any number of threads.
final class FileFacts {
    /// At about 200 bytes each, 20 MB.
    private static final int REMEMBERED = 100_000;

    private final Recent<ObjectId, Fact> recent = new Recent<>(REMEMBERED);

    /// A file in git.
    ///
    /// @param sizeBytes its size
    /// @param pointer what it points to, when it is a pointer
    record Fact(long sizeBytes, Optional<Pointer> pointer) {}

    /// Looks at the file `id`.
    Fact of(ObjectReader reader, AnyObjectId id) throws IOException {
        var known = recent.get(id.toObjectId());
        if (known.isPresent()) {
            return known.get();
        }
        var fact = look(reader, id);
        recent.put(id.copy(), fact); // a copy: the caller's object may be a whole commit or tree
        return fact;
    }

    private static Fact look(ObjectReader reader, AnyObjectId id) throws IOException {
        long sizeBytes = reader.getObjectSize(id, Constants.OBJ_BLOB);
        if (sizeBytes > Pointer.MAX_BYTES) {
            return new Fact(sizeBytes, Optional.empty());
        }
        var content = reader.open(id, Constants.OBJ_BLOB).getCachedBytes();
        return new Fact(sizeBytes, Pointer.parse(Bytes.copyOf(content)));
    }
}
