package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.attestation.ModelBundle;
import plimsoll.domain.attestation.ModelManifest;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.PemText;

/// A model signed with a key that its publisher registered is shown as signed by them, and the page says what of that
/// was checked.
final class PublisherKeysTest {
    private static final String CARD = "# Signed\n";

    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void whatAPublisherSignedIsShownAsTheirs() throws Exception {
        var key = key("secp384r1");
        signed("signed", key);
        assertTrue(evidence("signed").contains("No key that is known here made it"));
        assertEquals(303, register("ada", "ada", PemText.of(key.getPublic())));
        var told = evidence("signed");
        assertTrue(told.contains("Verified: signed by a key of ada."), told);
        assertTrue(told.contains("which was registered for ada on "), told);
        assertTrue(told.contains("none is missing, and none was added"), told);
        var keys = hub.get("anonymous", "/settings/keys/ada").body();
        assertTrue(keys.contains(ModelBundle.hint(key.getPublic()).hex()), "anybody can fetch the key");
        assertTrue(keys.contains("BEGIN PUBLIC KEY"));

        hub.commit("ada", "ada/signed", "extra.txt", "added");
        assertTrue(evidence("signed").contains("extra.txt was added and is not signed."));
        hub.commit("ada", "ada/signed", "README.md", "# Changed\n");
        assertTrue(evidence("signed").contains("README.md is not as it was signed."));

        var hint = Map.of("key", ModelBundle.hint(key.getPublic()).hex());
        assertEquals(303, hub.form("ada", "/settings/keys/ada/remove", hint));
        assertTrue(evidence("signed").contains("No key that is known here made it"));
        assertEquals(404, hub.form("ada", "/settings/keys/ada/remove", hint));
    }

    @Test
    void aKeyBesideTheFilesIsNobodysInParticular() throws Exception {
        var key = key("secp256r1");
        signed("beside", key);
        hub.commit("ada", "ada/beside", "model.sig.pub", PemText.of(key.getPublic()));
        var told = evidence("beside");
        assertTrue(told.contains("Verified with the key in model.sig.pub, which lies beside the files."), told);
        assertTrue(told.contains("Whose key it is."), told);
        assertEquals(303, register("bob", "bob", PemText.of(key.getPublic())));
        assertFalse(evidence("beside").contains("signed by a key of"), "another's key says nothing of ada");
    }

    /// Bundles need not say which key made them.
    @Test
    void withoutAHintEveryKeyIsTried() throws Exception {
        var key = key("secp521r1");
        assertEquals(303, register("ada", "ada", PemText.of(key.getPublic())));
        var hint = ModelBundle.hint(key.getPublic()).hex();
        signed(
                "hintless",
                key,
                bundle -> bundle.replace("\"publicKey\":{\"hint\":\"" + hint + "\"}", "\"publicKey\":{}"));
        assertTrue(evidence("hintless").contains("Verified: signed by a key of ada."), evidence("hintless"));
        signed(
                "forged",
                key("secp256r1"),
                bundle -> bundle.replaceAll("\"hint\":\"[0-9a-f]{64}\"", "\"hint\":\"" + hint + "\""));
        assertTrue(evidence("forged").contains("Broken: model.sig does not hold. The signature is not by the key"));
    }

    @Test
    void aCertificateIsNotCheckedAndThePageSaysSo() throws Exception {
        signed("keyless", key("secp256r1"), bundle -> bundle.replace("\"publicKey\":", "\"certificate\":"));
        var told = evidence("keyless");
        assertTrue(told.contains("There is a model.sig, not verified."), told);
        assertTrue(told.contains("neither the certificate, nor whom it names"), told);
    }

    @Test
    void onlyKeysThatSignModelsAreRegisteredAndOnlyByTheirPublisher() throws Exception {
        var key = PemText.of(key("secp256r1").getPublic());
        assertEquals(403, register("bob", "ada", key));
        assertEquals(400, register("bob", "bob", "nothing"));
        var other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertEquals(400, register("bob", "bob", PemText.of(other.getPublic())));
        assertEquals(
                400,
                register(
                        "bob",
                        "bob",
                        PemText.of("PRIVATE KEY", other.getPrivate().getEncoded())));
        assertEquals(400, register("bob", "bob", key + "x".repeat(2_000)));
        assertEquals(303, register("bob", "bob", key));
        assertEquals(400, register("bob", "bob", key), "once is enough");
        assertEquals(404, hub.get("anonymous", "/settings/keys/nobody").statusCode());
        assertFalse(hub.page("ada", "/settings/keys/bob").contains("Register a key"));
        assertTrue(hub.page("bob", "/settings/keys/bob").contains("Register a key"));
    }

    private static int register(String who, String owner, String pem) throws Exception {
        return hub.form(who, "/settings/keys/" + owner, Map.of("pem", pem));
    }

    private static String evidence(String name) throws Exception {
        return hub.get("bob", "/ada/%s/evidence".formatted(name)).body();
    }

    private static void signed(String name, KeyPair key) throws Exception {
        signed(name, key, bundle -> bundle);
    }

    private static void signed(String name, KeyPair key, UnaryOperator<String> change) throws Exception {
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"%s\"}".formatted(name)));
        hub.commit("ada", "ada/" + name, "README.md", CARD);
        var files = new TreeMap<>(Map.of("README.md", Sha256.ofUtf8(CARD)));
        var bundle = ModelBundle.sign(new ModelManifest(files), name, key).json();
        hub.commit("ada", "ada/" + name, ModelManifest.SIGNATURE, change.apply(bundle));
    }

    private static KeyPair key(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
