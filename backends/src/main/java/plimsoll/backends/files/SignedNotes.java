package plimsoll.backends.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.hub.ledger.LastSigned;

/// What this hub signed last, as a file for each log, beside the keys it was signed with.
public final class SignedNotes implements LastSigned {
    private final Disk disk;
    private final Path folder;
    private final RandomGenerator random;

    /// In `folder`, which is there. File names that are on their way are made from `random`.
    public SignedNotes(Path folder, RandomGenerator random) {
        this(new RealDisk(), folder, random);
    }

    SignedNotes(Disk disk, Path folder, RandomGenerator random) {
        this.disk = disk;
        this.folder = folder;
        this.random = random;
    }

    @Override
    public Optional<SignedNote> of(String origin) throws IOException {
        var file = file(origin);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignedNote.of(Files.readAllBytes(file)));
        } catch (BadEvidence e) {
            throw new IOException("%s is no signed checkpoint: %s".formatted(file, e.reason()), e);
        }
    }

    @Override
    public void keep(String origin, SignedNote note) throws IOException {
        var file = file(origin);
        var fresh = folder.resolve(".signed-" + HexFormat.of().toHexDigits(random.nextLong()));
        try (var channel = disk.create(fresh)) {
            disk.write(channel, ByteBuffer.wrap(note.note().getBytes(StandardCharsets.UTF_8)));
            disk.sync(channel);
        }
        disk.rename(fresh, file);
        disk.syncFolder(folder);
    }

    // Origins have slashes in them; files may not.
    private Path file(String origin) {
        return folder.resolve("signed-" + origin.replaceAll("[^A-Za-z0-9.-]", "_") + ".note");
    }
}
