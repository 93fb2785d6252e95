package plimsoll.backends.files;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/// Secrets encrypted with a passphrase, as PKCS #8 has it (RFC 5958 with PBES2 of RFC 8018): `openssl pkey` reads them.
final class SealedSecret {
    /// The label of their block.
    static final String LABEL = "ENCRYPTED PRIVATE KEY";

    private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";
    /// As OWASP's cheat sheet on passwords has it for PBKDF2 with SHA-256: under half a second for each key.
    private static final int ROUNDS = 600_000;

    private static final int SALT_BYTES = 16;
    private static final int BLOCK_BYTES = 16;

    private SealedSecret() {}

    /// Encrypts a secret.
    static byte[] seal(byte[] secret, Passphrase passphrase) {
        var random = new SecureRandom();
        var salt = new byte[SALT_BYTES];
        var start = new byte[BLOCK_BYTES];
        random.nextBytes(salt);
        random.nextBytes(start);
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    key(CIPHER, passphrase),
                    new PBEParameterSpec(salt, ROUNDS, new IvParameterSpec(start)));
            var described = AlgorithmParameters.getInstance("PBES2"); // by this name the standard has it
            described.init(cipher.getParameters().getEncoded());
            return new EncryptedPrivateKeyInfo(described, cipher.doFinal(secret)).getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot encrypt keys", e);
        }
    }

    /// Decrypts a secret; empty when this is not its passphrase.
    ///
    /// @throws IOException when it is no encrypted secret
    static Optional<PKCS8EncodedKeySpec> open(byte[] sealed, Passphrase passphrase) throws IOException {
        var read = new EncryptedPrivateKeyInfo(sealed);
        try {
            // The algorithm of the whole is "PBES2"; what it is made of, its parameters know.
            var algorithm = read.getAlgParameters().toString();
            var cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key(algorithm, passphrase), read.getAlgParameters());
            return Optional.of(read.getKeySpec(cipher));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static SecretKey key(String algorithm, Passphrase passphrase) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase.characters()));
    }
}
