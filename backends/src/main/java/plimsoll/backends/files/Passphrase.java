package plimsoll.backends.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/// What opens a hub's encrypted keys. Its text is in no message and no log.
public final class Passphrase {
    /// Fewer characters than this are guessed by whoever has the file.
    private static final int LEAST_CHARACTERS = 12;

    private final String text;

    private Passphrase(String text) {
        this.text = text;
    }

    /// The passphrase with this text; empty when it is too short to keep anybody out.
    public static Optional<Passphrase> of(String text) {
        return text.length() < LEAST_CHARACTERS ? Optional.empty() : Optional.of(new Passphrase(text));
    }

    /// The one that is a file's first line.
    ///
    /// @throws KeysLocked when it cannot be one, or everybody may read the file
    public static Passphrase in(Path file) throws IOException {
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new KeysLocked("%s is a secret, but everybody may read it: chmod 600".formatted(file));
        }
        var first = Files.readAllLines(file, StandardCharsets.UTF_8).stream().findFirst();
        return first.flatMap(Passphrase::of).orElseThrow(() -> new KeysLocked(tooShort(file.toString())));
    }

    /// What to say of one that is too short.
    ///
    /// @param where it came from
    public static String tooShort(String where) {
        return "%s has no passphrase of at least %d characters".formatted(where, LEAST_CHARACTERS);
    }

    char[] characters() {
        return text.toCharArray();
    }

    @Override
    public String toString() {
        return "a passphrase"; // never what it is
    }
}
