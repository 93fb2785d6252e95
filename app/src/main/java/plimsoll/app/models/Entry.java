package plimsoll.app.models;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// One file of a repository, as a hub lists it.
///
/// @param path in the repository
/// @param sha256 of a large file, in hexadecimal digits; empty for a small one
/// @param gitOid the name that Git has for a small file's bytes
record Entry(String path, long sizeBytes, String sha256, String gitOid) {
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether it has these bytes, by its hash.
    boolean has(byte[] bytes) {
        boolean large = !sha256.isEmpty();
        var digest = Download.digest(large || gitOid.length() == 64 ? "SHA-256" : "SHA-1");
        if (!large) {
            digest.update("blob %d\0".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(digest.digest(bytes)).equals(large ? sha256 : gitOid);
    }

    boolean isGguf() {
        return path.endsWith(".gguf");
    }
}
