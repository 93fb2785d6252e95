package plimsoll.acceptance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The hub as `@huggingface/hub` sees it, large files by LFS. What each scenario claims is in `clients/hub.mjs`.
@ExtendWith(RunningHub.class)
class JsHubAcceptance {
    private static final String SCRIPT = "hub.mjs";

    @Test
    void filesOfEveryShapeComeBackByteForByte(Hub hub) throws Exception {
        hub.node(SCRIPT, "bytes");
    }

    @Test
    void aThousandFilesAreOneCommit(Hub hub) throws Exception {
        hub.node(SCRIPT, "many");
    }

    @Test
    void partsOfFilesAreServed(Hub hub) throws Exception {
        hub.node(SCRIPT, "ranges");
    }

    @Test
    void deletedFilesStayInTheHistory(Hub hub) throws Exception {
        hub.node(SCRIPT, "history");
    }

    @Test
    void repositoriesAreFoundAndDescribed(Hub hub) throws Exception {
        hub.node(SCRIPT, "discovery");
    }

    @Test
    void aPrivateRepositoryIsInvisibleAtEveryDoor(Hub hub) throws Exception {
        hub.node(SCRIPT, "privacy");
    }

    @Test
    void wrongReadAndRevokedTokensAreRefused(Hub hub) throws Exception {
        hub.node(SCRIPT, "tokens");
    }

    @Test
    void twoWritersOnOneBranchLoseNothing(Hub hub) throws Exception {
        hub.node(SCRIPT, "writers");
    }

    @Test
    void branchesTagsAndAMoveWork(Hub hub) throws Exception {
        hub.node(SCRIPT, "refs");
    }

    @Test
    void whatIsSaidOfANewRepositoryOrBranchIsKept(Hub hub) throws Exception {
        hub.node(SCRIPT, "beginnings");
    }

    @Test
    void aWebAppSignsSomebodyIn(Hub hub) throws Exception {
        hub.node(SCRIPT, "signIn");
    }
}
