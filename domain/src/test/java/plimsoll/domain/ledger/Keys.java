package plimsoll.domain.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;

/// Fresh keys for tests.
final class Keys {
    private Keys() {}

    static NoteSigner signer(String name, NoteKey.Algorithm algorithm) {
        try {
            var pair = KeyPairGenerator.getInstance(algorithm.jdkName()).generateKeyPair();
            return new NoteSigner(NoteKey.of(name, algorithm, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
