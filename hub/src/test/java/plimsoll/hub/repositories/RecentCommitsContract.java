package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.RecentCommits.Asked;
import plimsoll.hub.repositories.RecentCommits.Made;

/// What every memory of recent commits promises.
public abstract class RecentCommitsContract {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final GitOid FIRST = new GitOid("1".repeat(40));
    private static final GitOid SECOND = new GitOid("2".repeat(40));

    /// The memory under test, empty.
    protected abstract RecentCommits recent();

    /// The transactions it belongs to.
    protected abstract Transactions transactions();

    @Test
    void theSameRequestFindsItsCommit() {
        remember(asked("ada", Optional.empty()), FIRST, NOON);
        assertEquals(Optional.of(new Made(FIRST, NOON)), recent().recall(asked("ada", Optional.empty()), NOON));
    }

    @Test
    void anotherPersonOrParentIsAnotherRequest() {
        remember(asked("ada", Optional.empty()), FIRST, NOON);
        assertEquals(Optional.empty(), recent().recall(asked("bob", Optional.empty()), NOON));
        assertEquals(Optional.empty(), recent().recall(asked("ada", Optional.of("1111111")), NOON));
    }

    @Test
    void theLastCommitOfARequestCounts() {
        remember(asked("ada", Optional.empty()), FIRST, NOON);
        remember(asked("ada", Optional.empty()), SECOND, NOON.plusSeconds(1));
        assertEquals(
                Optional.of(SECOND),
                recent().recall(asked("ada", Optional.empty()), NOON).map(Made::commit));
    }

    @Test
    void whatIsTooOldIsForgotten() {
        remember(asked("ada", Optional.empty()), FIRST, NOON);
        var later = NOON.plus(RecentCommits.KEPT).plusMillis(1);
        assertEquals(
                Optional.empty(), recent().recall(asked("ada", Optional.empty()), later.minus(RecentCommits.KEPT)));
        remember(asked("bob", Optional.empty()), SECOND, later);
        assertEquals(Optional.empty(), recent().recall(asked("ada", Optional.empty()), NOON));
    }

    @Test
    void aCommitThatFailsIsNotRemembered() {
        assertThrows(
                IllegalStateException.class,
                () -> transactions().run(() -> {
                    recent().remember(asked("ada", Optional.empty()), FIRST, NOON);
                    throw new IllegalStateException("the commit failed");
                }));
        assertEquals(Optional.empty(), recent().recall(asked("ada", Optional.empty()), NOON));
    }

    private void remember(Asked asked, GitOid commit, Instant at) {
        transactions().run(() -> {
            recent().remember(asked, commit, at);
            return true;
        });
    }

    private static Asked asked(String actor, Optional<String> parent) {
        return new Asked(
                new RepositoryId("0123456789abcdef01234567"), RefName.MAIN, actor, parent, new Sha256("a".repeat(64)));
    }
}
