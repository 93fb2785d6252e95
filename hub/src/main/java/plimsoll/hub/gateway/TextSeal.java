package plimsoll.hub.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import plimsoll.domain.content.Bytes;

/// Encrypts texts with AES-256-GCM (NIST SP 800-38D). What is sealed is four bytes that name the key, a nonce of twelve
/// random bytes, the ciphertext and its tag of sixteen; it opens only under the name it was sealed with, so rows cannot
/// be swapped. The newest key seals, and all of them open. Random nonces are safe for 2^32 texts of a key.
///
/// Safe for use by any number of threads, as far as `random` is.
final class TextSeal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NAME_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<Key> keys;
    private final RandomGenerator random;

    private record Key(Bytes name, SecretKeySpec secret) {}

    /// @param keys of 32 bytes each, the newest last; at least one
    /// @param random nobody may be able to foretell it
    TextSeal(List<Bytes> keys, RandomGenerator random) {
        var all = new ArrayList<Key>();
        for (var key : keys) {
            all.add(new Key(name(key), new SecretKeySpec(key.toArray(), "AES")));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no key to encrypt texts with");
        }
        this.keys = List.copyOf(all);
        this.random = random;
    }

    Bytes seal(String name, String text) {
        var key = keys.getLast();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, name).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Bytes.copyOf(ByteBuffer.allocate(NAME_BYTES + NONCE_BYTES + sealed.length)
                    .put(key.name().toArray())
                    .put(nonce)
                    .put(sealed)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /// @throws SealBroken when it was sealed with a key that is gone, under another name, or was changed since
    String open(String name, Bytes sealed) throws SealBroken {
        var bytes = ByteBuffer.wrap(sealed.toArray());
        if (bytes.remaining() < NAME_BYTES + NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new SealBroken("it is too short");
        }
        var of = new byte[NAME_BYTES];
        var nonce = new byte[NONCE_BYTES];
        bytes.get(of).get(nonce);
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        var key = keys.stream()
                .filter(each -> each.name().equals(Bytes.copyOf(of)))
                .findFirst()
                .orElseThrow(() -> new SealBroken("its key is gone"));
        try {
            return new String(cipher(Cipher.DECRYPT_MODE, key, nonce, name).doFinal(rest), StandardCharsets.UTF_8);
        } catch (AEADBadTagException _) {
            throw new SealBroken("it was changed, or is another text");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String name) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Bytes name(Bytes key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("plimsoll text key".getBytes(StandardCharsets.US_ASCII));
            var hash = ByteBuffer.wrap(digest.digest(key.toArray()));
            var name = new byte[NAME_BYTES];
            hash.get(name);
            return Bytes.copyOf(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// A sealed text that does not open.
    static final class SealBroken extends Exception {
        private static final long serialVersionUID = 1;

        SealBroken(String message) {
            super(message);
        }
    }
}
