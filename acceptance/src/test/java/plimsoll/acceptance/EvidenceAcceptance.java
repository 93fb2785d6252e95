package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The hub's evidence as tools of others check it. What each scenario claims is in `clients/evidence.mjs` and
/// `clients/sumdb/verify.go`.
@ExtendWith(RunningHub.class)
class EvidenceAcceptance {
    private static final String SCRIPT = "evidence.mjs";
    /// More than a tile holds.
    private static final String ENTRIES = "280";

    @TempDir
    Path folder;

    @Test
    void entriesFitTheirSchemas(Hub hub) throws Exception {
        hub.node(SCRIPT, "schema");
    }

    @Test
    void sigstoreAndOpensslCheckTheSignatureOfAModel(Hub hub) throws Exception {
        hub.node(SCRIPT, "signature", folder.toString());
        var sound = openssl("pae").well();
        assertTrue(sound.output().contains("Verified OK"), sound::toString);
        assertNotEquals(0, openssl("pae.changed").status());
    }

    @Test
    void sigstoreChecksTheStatementOfADecision(Hub hub) throws Exception {
        hub.node(SCRIPT, "decision");
    }

    @Test
    void sigstoreChecksWhatIsDeclaredAndDocumentsFitTheirSchema(Hub hub) throws Exception {
        hub.node(SCRIPT, "declaration");
    }

    @Test
    void theBillOfMaterialsIsCycloneDx(Hub hub) throws Exception {
        hub.node(SCRIPT, "bom");
    }

    @Test
    void thePostQuantumCosignatureHolds(Hub hub) throws Exception {
        hub.node(SCRIPT, "quantum");
    }

    @Test
    void goChecksTheLogAndRefusesWhatWasChanged(Hub hub) throws Exception {
        hub.node(SCRIPT, "grow", "3");
        var older = folder.resolve("older");
        var checkpoint = Ran.in(folder, Map.of(), "curl", "-sSf", hub.url() + "/log/checkpoint")
                .well();
        Files.writeString(older, checkpoint.output());
        hub.node(SCRIPT, "grow", ENTRIES);
        Sumdb.check(folder, hub.url() + "/log", Sumdb.logKey(folder, hub.url()), older);
    }

    private Ran openssl(String bytes) throws Exception {
        return Ran.in(
                folder, Map.of(), "openssl", "dgst", "-sha256", "-verify", "key.pub", "-signature", "sig.der", bytes);
    }
}
