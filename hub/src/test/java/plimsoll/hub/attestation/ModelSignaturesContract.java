package plimsoll.hub.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Transactions;

/// What every memory of signatures promises.
public abstract class ModelSignaturesContract {
    private static final RepositoryId TIDE = new RepositoryId("0123456789abcdef01234567");
    private static final GitOid HEAD = new GitOid("a".repeat(40));

    /// The memory under test, empty at first.
    protected abstract ModelSignatures signatures();

    /// The transactions it belongs to.
    protected abstract Transactions transactions();

    @Test
    void theFirstSignatureOfACommitStays() {
        assertEquals(Optional.empty(), signatures().of(TIDE, HEAD));
        assertTrue(keep("first"));
        assertFalse(keep("second"));
        assertEquals(Optional.of("first"), signatures().of(TIDE, HEAD));
        assertEquals(Optional.empty(), signatures().of(TIDE, new GitOid("b".repeat(40))));
    }

    @Test
    void aSignatureIsKeptWithItsDeedOrNotAtAll() {
        assertThrows(IllegalStateException.class, () -> signatures().keep(TIDE, HEAD, "alone"));
        assertThrows(
                ArithmeticException.class,
                () -> transactions().<Boolean, RuntimeException>run(() -> {
                    signatures().keep(TIDE, HEAD, "undone");
                    throw new ArithmeticException("the deed failed");
                }));
        assertEquals(Optional.empty(), signatures().of(TIDE, HEAD));
    }

    private boolean keep(String bundle) {
        return transactions().run(() -> signatures().keep(TIDE, HEAD, bundle));
    }
}
