package plimsoll.domain.ledger;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import plimsoll.domain.content.Bytes;

/// Keys as text (RFC 7468): a block for each, base64 in lines of 64 characters.
public final class PemText {
    private static final int LINE = 64;

    private PemText() {}

    /// One block.
    public static String of(String label, byte[] der) {
        var lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
    }

    /// A public key, as `openssl` reads it.
    public static String of(PublicKey key) {
        return of("PUBLIC KEY", key.getEncoded());
    }

    /// What the first block of this label holds; empty when there is none, or it cannot be read.
    public static Optional<Bytes> read(String text, String label) {
        var begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            return Optional.empty();
        }
        try {
            var der = Base64.getMimeDecoder()
                    .decode(text.substring(from + begin.length(), to).strip());
            return Optional.of(Bytes.copyOf(der));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
