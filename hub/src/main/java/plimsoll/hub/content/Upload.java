package plimsoll.hub.content;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.repository.RepositoryId;

/// A large file on its way in, in parts.
///
/// @param id 32 hexadecimal digits that nobody can guess
/// @param repository where it goes
/// @param file what it will be
/// @param partBytes how long each part is, but for the last
/// @param actor the account that began it
/// @param expires when it is over, whatever has arrived
public record Upload(String id, RepositoryId repository, Pointer file, long partBytes, String actor, Instant expires) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final int ID_BYTES = 16;

    public Upload {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not the id of an upload: " + id);
        }
        if (partBytes <= 0 || file.sizeBytes() == 0) {
            throw new IllegalArgumentException("nothing to cut into parts");
        }
    }

    /// An id for a new one.
    public static String nextId(RandomGenerator random) {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// How many parts there are, numbered from 1.
    public int parts() {
        return Math.toIntExact(Math.ceilDiv(file.sizeBytes(), partBytes));
    }

    /// How long part `number` must be.
    ///
    /// @throws IllegalArgumentException when there is no such part
    public long sizeOfPart(int number) {
        if (number < 1 || number > parts()) {
            throw new IllegalArgumentException("there is no part " + number);
        }
        return number < parts() ? partBytes : file.sizeBytes() - partBytes * (parts() - 1);
    }

    /// Whether it is over.
    public boolean expired(Instant now) {
        return !now.isBefore(expires);
    }
}
