package plimsoll.hub.people;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The words a form must repeat to prove that it came from a page of ours in the same session. Safe for use by any
/// number of threads.
public final class Csrf {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /// With a key that outlives a restart, or forms that are open then will be refused.
    ///
    /// @param key 32 random bytes that nobody outside this hub knows
    public Csrf(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /// What a form of the session with this cookie carries.
    public String token(String cookie) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(("csrf:" + cookie).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
        }
    }

    /// Whether a form that carries `token` came from a page of the session with this cookie. Takes as long for any
    /// wrong one.
    public boolean matches(String cookie, String token) {
        return MessageDigest.isEqual(
                token(cookie).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
