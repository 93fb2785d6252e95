package plimsoll.domain.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import plimsoll.domain.content.Bytes;

/// A key that checks signatures of notes (C2SP signed-note), with the name its holder goes by. Two keys are the same
/// when name, algorithm and bytes are.
///
/// @param name who signs: an address without its scheme
/// @param algorithm what is signed, and how
/// @param bytes the raw public key
public record NoteKey(String name, Algorithm algorithm, Bytes bytes) {
    static final int ID_BYTES = 4;

    private static final int MAX_NAME_BYTES = 255;
    private static final HexFormat HEX = HexFormat.of();

    /// What a note's signature can be.
    public enum Algorithm {
        /// Over the note's text: how a log signs.
        ED25519(0x01, "Ed25519", "302a300506032b6570032100", 32, 64),
        /// Over a time and the text: how a witness signs.
        ED25519_COSIGNATURE(0x04, "Ed25519", "302a300506032b6570032100", 32, 64),
        /// Over a time and the tree, safe against quantum computers: how a log or a witness signs besides.
        ML_DSA_44(0x06, "ML-DSA-44", "30820532300b06096086480165030403110382052100", 1312, 2420);

        private final byte type;
        private final String signature;
        private final String x509Prefix;
        private final int keyBytes;
        private final int signatureBytes;

        Algorithm(int type, String signature, String x509Prefix, int keyBytes, int signatureBytes) {
            this.type = (byte) type;
            this.signature = signature;
            this.x509Prefix = x509Prefix;
            this.keyBytes = keyBytes;
            this.signatureBytes = signatureBytes;
        }

        /// As the JDK calls it.
        public String jdkName() {
            return signature;
        }

        /// Whether its signatures carry the time at which they were made.
        public boolean isTimed() {
            return this != ED25519;
        }

        int blobBytes() {
            return ID_BYTES + (isTimed() ? Long.BYTES : 0) + signatureBytes;
        }

        /// What the encoding of a key begins with, before the raw key.
        byte[] prefix() {
            return HEX.parseHex(x509Prefix);
        }
    }

    public NoteKey {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name for a note's key: " + name);
        }
        if (bytes.sizeBytes() != algorithm.keyBytes) {
            throw new IllegalArgumentException(
                    "a key of %s has %d bytes, not %d".formatted(algorithm, algorithm.keyBytes, bytes.sizeBytes()));
        }
    }

    /// The key that checks what the holder of a Java key signs under this name.
    public static NoteKey of(String name, Algorithm algorithm, PublicKey key) {
        var encoded = key.getEncoded();
        int prefix = algorithm.prefix().length;
        return new NoteKey(name, algorithm, Bytes.copyOf(Arrays.copyOfRange(encoded, prefix, encoded.length)));
    }

    /// Reads a key as people hand it on: `name+id+key`.
    ///
    /// @throws BadEvidence when it is none, or its id is another key's
    public static NoteKey of(String vkey) throws BadEvidence {
        var parts = vkey.strip().split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0])) {
            throw new BadEvidence("a key is  name+id+key  as in example.org/log+1a2b3c4d+AQID...");
        }
        var typed = Base64Text.decode(parts[2], "the key of " + parts[0]);
        for (var algorithm : Algorithm.values()) {
            if (typed.length == 1 + algorithm.keyBytes && typed[0] == algorithm.type) {
                var raw = Arrays.copyOfRange(typed, 1, typed.length);
                var key = new NoteKey(parts[0], algorithm, Bytes.copyOf(raw));
                if (!key.idHex().equals(parts[1])) {
                    throw new BadEvidence(
                            "the key of %s has the id %s, not %s".formatted(parts[0], key.idHex(), parts[1]));
                }
                return key;
            }
        }
        throw new BadEvidence("the key of %s is of no kind known here: Ed25519 or ML-DSA-44".formatted(parts[0]));
    }

    /// As people hand it on: `name+id+key`.
    public String vkey() {
        return name + "+" + idHex() + "+" + Base64.getEncoder().encodeToString(typed());
    }

    /// The first four bytes of the hash of name and key, in hexadecimal: a hint in each signature whose it is.
    public String idHex() {
        return HEX.toHexDigits(id());
    }

    int id() {
        var digest = TreeHash.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(typed());
        return ByteBuffer.wrap(digest.digest()).getInt();
    }

    /// The name that a key may have: visible characters but `+`, so that it fits into a signature's line.
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
                && text.indexOf('+') < 0
                && text.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c < ' ');
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance(algorithm.signature);
            verifier.initVerify(publicKey());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException _) {
            return false; // bytes that are no signature at all
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check " + algorithm, e);
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        var prefix = algorithm.prefix();
        var encoded = Arrays.copyOf(prefix, prefix.length + algorithm.keyBytes);
        System.arraycopy(bytes.toArray(), 0, encoded, prefix.length, algorithm.keyBytes);
        return KeyFactory.getInstance(algorithm.signature).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private byte[] typed() {
        var typed = new byte[1 + algorithm.keyBytes];
        typed[0] = algorithm.type;
        System.arraycopy(bytes.toArray(), 0, typed, 1, algorithm.keyBytes);
        return typed;
    }

    @Override
    public String toString() {
        return name + "+" + idHex();
    }
}
