package plimsoll.hub.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.ledger.Transactions;

/// What every register of publishers' keys promises.
public abstract class PublisherKeysContract {
    private static final Namespace LAB = new Namespace("Lab");
    private static final Instant DAWN = Instant.parse("2026-01-01T06:00:00Z");

    /// The register under test, empty at first.
    protected abstract PublisherKeys keys();

    /// The transactions it belongs to.
    protected abstract Transactions transactions();

    @Test
    void aPublisherHasEachOfItsKeysOnce() throws GeneralSecurityException {
        var newer = key("secp384r1", DAWN.plusSeconds(9));
        var older = key("secp256r1", DAWN);
        assertTrue(add(LAB, newer));
        assertTrue(add(LAB, older));
        assertFalse(add(new Namespace("lab"), new PublisherKey(older.key(), DAWN.plusSeconds(99))));
        assertTrue(add(new Namespace("other"), older), "two may share one");
        assertEquals(List.of(older, newer), keys().of(new Namespace("LAB")));
        assertTrue(transactions().run(() -> keys().remove(LAB, older.hint())));
        assertFalse(transactions().run(() -> keys().remove(LAB, older.hint())));
        assertEquals(List.of(newer), keys().of(LAB));
        assertEquals(List.of(older), keys().of(new Namespace("other")));
    }

    @Test
    void aKeyIsRegisteredWithItsDeedOrNotAtAll() throws GeneralSecurityException {
        var key = key("secp256r1", DAWN);
        assertThrows(IllegalStateException.class, () -> keys().add(LAB, key));
        assertThrows(
                ArithmeticException.class,
                () -> transactions().<Boolean, RuntimeException>run(() -> {
                    keys().add(LAB, key);
                    throw new ArithmeticException("the deed failed");
                }));
        assertEquals(List.of(), keys().of(LAB));
    }

    private boolean add(Namespace owner, PublisherKey key) {
        return transactions().run(() -> keys().add(owner, key));
    }

    private static PublisherKey key(String curve, Instant since) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return new PublisherKey(generator.generateKeyPair().getPublic(), since);
    }
}
