package plimsoll.hub.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// What every memory of reproductions promises.
public abstract class ReproductionsContract {
    private static final RepositoryId TIDE = new RepositoryId("0123456789abcdef01234567");
    private static final RepositoryId EBB = new RepositoryId("1123456789abcdef01234567");
    private static final Instant DAWN = Instant.ofEpochSecond(1_700_000_000);

    /// The memory under test, empty at first.
    protected abstract Reproductions reproductions();

    /// The transactions it belongs to.
    protected abstract Transactions transactions();

    /// The journal beside it, empty at first.
    protected abstract Journal journal();

    @Test
    void theNewestWordOfAnAccountAboutACommitCounts() {
        keep(TIDE, said("ada", "other"));
        keep(EBB, said("ada", "other"));
        var bob = keep(TIDE, said("bob", "weights"));
        assertEquals(2, bob.entry());
        var ada = keep(TIDE, said("ada", "weights"));
        assertEquals(List.of(ada, bob), reproductions().of(TIDE, 10));
        assertEquals(List.of(ada), reproductions().of(TIDE, 1));
        assertEquals(true, ada.isSame());
        assertEquals(1, reproductions().of(EBB, 10).size());
    }

    @Test
    void oneIsKeptWithItsDeedOrNotAtAll() {
        assertThrows(IllegalStateException.class, () -> reproductions().keep(TIDE, said("ada", "alone")));
        assertThrows(
                ArithmeticException.class,
                () -> transactions().<Boolean, RuntimeException>run(() -> {
                    done(TIDE);
                    reproductions().keep(TIDE, said("ada", "undone"));
                    throw new ArithmeticException("the deed failed");
                }));
        assertEquals(List.of(), reproductions().of(TIDE, 10));
    }

    private static Reproduction said(String account, String trained) {
        return new Reproduction(
                new GitOid("a".repeat(40)),
                account,
                DAWN,
                Sha256.ofUtf8("weights"),
                Sha256.ofUtf8(trained),
                "Plimsoll 0.1.0",
                0);
    }

    private Reproduction keep(RepositoryId repository, Reproduction said) {
        return transactions().run(() -> {
            done(repository);
            return reproductions().keep(repository, said);
        });
    }

    private void done(RepositoryId repository) {
        journal().append(Deed.of(Deed.Kind.MODEL_REPRODUCED, Deed.PLIMSOLL, repository.hex(), Map.of()));
    }
}
