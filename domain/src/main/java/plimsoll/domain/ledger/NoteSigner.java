package plimsoll.domain.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;

/// Somebody who signs notes: a key for others and the secret behind it. Safe for use by any number of threads.
public final class NoteSigner {
    private final NoteKey key;
    private final PrivateKey secret;

    /// The holder of `secret`, whose signatures `key` checks.
    public NoteSigner(NoteKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /// The key that checks what this signs.
    public NoteKey key() {
        return key;
    }

    /// Signs a note's text. For algorithms with a time in them the text is a checkpoint, and `at` is after 1970.
    public NoteSignature sign(String text, Instant at) {
        long seconds = at.getEpochSecond();
        var message = SignedText.of(key, text, seconds)
                .orElseThrow(() -> new IllegalArgumentException("%s cannot sign this at %s".formatted(key, at)));
        var signature = sign(message);
        if (!key.algorithm().isTimed()) {
            return NoteSignature.of(key, signature);
        }
        var body = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature);
        return NoteSignature.of(key, body.array());
    }

    private byte[] sign(byte[] message) {
        try {
            var signer = Signature.getInstance(key.algorithm().jdkName());
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of %s cannot sign".formatted(key), e);
        }
    }

    @Override
    public String toString() {
        return "signer " + key; // never the secret
    }
}
