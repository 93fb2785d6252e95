package plimsoll.engine.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of files, by which a training says what went in and what came out.
final class Hashes {
    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// The hash of a file, in 64 hexadecimal digits.
    static String of(Path file) throws IOException {
        var hash = sha256();
        var some = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                hash.update(some, 0, read);
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }
}
