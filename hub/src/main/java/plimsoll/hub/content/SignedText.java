package plimsoll.hub.content;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import plimsoll.domain.content.Bytes;

/// Text that this hub signs for itself and reads again: `payload.signature`, both in base64url, the HMAC-SHA-256 of the
/// encoded payload under a secret. Safe for use by any number of threads.
public final class SignedText {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Bytes key;

    /// Signs with this secret.
    public SignedText(Bytes key) {
        this.key = key;
    }

    /// The token that carries `text`.
    public String sign(String text) {
        var payload = BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return payload + "." + signature(payload);
    }

    /// What a token carries; empty when it was not signed here.
    public Optional<String> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        var payload = token.substring(0, dot);
        return MessageDigest.isEqual(bytes(token.substring(dot + 1)), bytes(signature(payload)))
                ? Optional.of(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String signature(String payload) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.toArray(), ALGORITHM));
            return BASE64.encodeToString(mac.doFinal(bytes(payload)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
