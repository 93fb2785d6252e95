package plimsoll.hub.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import plimsoll.domain.repository.RepositoryId;

/// What the store of "may be shared" promises.
public abstract class ChatSharingContract {
    private static final RepositoryId ONE = new RepositoryId("0123456789abcdef01234567");
    private static final RepositoryId OTHER = new RepositoryId("1123456789abcdef01234567");

    /// The store under test, empty.
    protected abstract ChatSharing sharing();

    @Test
    void nothingIsSharedUntilThePublisherSaysSo() {
        var sharing = sharing();
        assertFalse(sharing.isAllowed(ONE));
        sharing.allow(ONE, true);
        sharing.allow(ONE, true);
        assertTrue(sharing.isAllowed(ONE));
        assertFalse(sharing.isAllowed(OTHER));
        sharing.allow(ONE, false);
        sharing.allow(ONE, false);
        assertFalse(sharing.isAllowed(ONE));
    }
}
