package plimsoll.hub.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// What every memory of statements promises.
public abstract class StatementsContract {
    private static final RepositoryId TIDE = new RepositoryId("0123456789abcdef01234567");
    private static final RepositoryId EBB = new RepositoryId("1123456789abcdef01234567");
    private static final Instant DAWN = Instant.ofEpochSecond(1_700_000_000);

    /// The memory under test, empty at first.
    protected abstract Statements statements();

    /// The transactions it belongs to.
    protected abstract Transactions transactions();

    /// The journal beside it, empty at first.
    protected abstract Journal journal();

    @Test
    void eachIsKnownByItsHashAndItsEntry() {
        keep(TIDE, "first");
        keep(EBB, "of another");
        keep(TIDE, "second");
        assertEquals(List.of(kept("second", 2), kept("first", 0)), statements().of(TIDE, 10));
        assertEquals(List.of(kept("second", 2)), statements().of(TIDE, 1));
        assertEquals(
                Optional.of(new Statements.Found("plan-set", "first")),
                statements().find(TIDE, Sha256.ofUtf8("first")));
        assertEquals(Optional.empty(), statements().find(EBB, Sha256.ofUtf8("first")));
        assertEquals(Optional.empty(), statements().find(TIDE, Sha256.ofUtf8("none")));
    }

    @Test
    void aStatementIsKeptWithItsDeedOrNotAtAll() {
        assertThrows(IllegalStateException.class, () -> statements().keep(TIDE, "plan-set", DAWN, "alone"));
        assertThrows(
                ArithmeticException.class,
                () -> transactions().<Boolean, RuntimeException>run(() -> {
                    done(TIDE);
                    statements().keep(TIDE, "plan-set", DAWN, "undone");
                    throw new ArithmeticException("the deed failed");
                }));
        assertEquals(List.of(), statements().of(TIDE, 10));
    }

    private void keep(RepositoryId repository, String envelope) {
        transactions().run(() -> {
            done(repository);
            statements().keep(repository, "plan-set", DAWN, envelope);
            return true;
        });
    }

    private void done(RepositoryId repository) {
        journal().append(Deed.of(Deed.Kind.PLAN_SET, Deed.PLIMSOLL, repository.hex(), Map.of()));
    }

    private static Statements.Kept kept(String envelope, long entry) {
        return new Statements.Kept(Sha256.ofUtf8(envelope), "plan-set", DAWN, entry);
    }
}
