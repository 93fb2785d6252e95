package plimsoll.acceptance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The JavaScript client, which sends and fetches chunks.
@ExtendWith(RunningHub.class)
final class XetAcceptance {
    private static final String SCRIPT = "xet.mjs";

    @Test
    void whatGoesUpByChunksComesDownByChunksAndPlainly(Hub hub) throws Exception {
        hub.node(SCRIPT, "bytes");
    }

    @Test
    void stretchesOfAFileAreServed(Hub hub) throws Exception {
        hub.node(SCRIPT, "slices");
    }

    @Test
    void aSecondVersionSendsWhatChanged(Hub hub) throws Exception {
        hub.node(SCRIPT, "versions");
    }

    @Test
    void anUploadThatBrokeOffGoesOn(Hub hub) throws Exception {
        hub.node(SCRIPT, "resumed");
    }

    @Test
    void aGibibyteOfHolesIsSentAndKeptOnce(Hub hub) throws Exception {
        hub.node(SCRIPT, "sparse");
    }

    @Test
    void readersByPlainRangesAreServed(Hub hub) throws Exception {
        hub.node(SCRIPT, "readers");
    }

    @Test
    void aFileCanBeHadHoweverItCame(Hub hub) throws Exception {
        hub.node(SCRIPT, "ways");
    }

    @Test
    void versionsThatCameWholeShareChunks(Hub hub) throws Exception {
        hub.node(SCRIPT, "shared");
    }

    @Test
    void whatClientsAskBesideFilesIsAnswered(Hub hub) throws Exception {
        hub.node(SCRIPT, "asked");
    }

    @Test
    void twoHundredFilesAreOneCommit(Hub hub) throws Exception {
        hub.node(SCRIPT, "many");
    }

    @Test
    void whatIsWrongIsRefused(Hub hub) throws Exception {
        hub.node(SCRIPT, "refusals");
    }

    @Test
    void hostileXorbsAreRefusedInWords(Hub hub) throws Exception {
        hub.node(SCRIPT, "hostile");
    }

    @Test
    void aRecallEndsADownload(Hub hub) throws Exception {
        hub.node(SCRIPT, "recalled");
    }

    @Test
    void whatDoesHarmIsNobodysButItsPublishers(Hub hub) throws Exception {
        hub.node(SCRIPT, "unsafe");
    }
}
