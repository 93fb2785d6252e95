package plimsoll.domain.attestation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.PemText;

final class ModelManifestTest {
    private static final Sha256 EMPTY = Sha256.ofUtf8("");

    @Test
    void filesAreOrderedByThePartsOfTheirPaths() {
        var manifest = manifest("a-b", "a/b", "a", "b", "a/\ud83d\ude00", "a/\uffee", "a/b/c", "\u00e9");
        assertEquals(
                List.of("a", "a/b", "a/b/c", "a/\uffee", "a/\ud83d\ude00", "a-b", "b", "\u00e9"),
                List.copyOf(manifest.files().keySet()));
    }

    @Test
    void theDigestIsOverTheRawHashesInThatOrder() {
        var files = new TreeMap<String, Sha256>();
        files.put("a/b", Sha256.ofUtf8("one"));
        files.put("a-b", Sha256.ofUtf8("two"));
        // the two hashes that sha256sum gives for "one" and "two", through xxd -r -p into sha256sum
        assertEquals(
                new Sha256("11914c19a28a98c57d12f3cce6c32b7944784f4b4781a706c24eb1dc284e2856"),
                new ModelManifest(files).digest());
    }

    @Test
    void gitAndTheSignatureItselfAreNotSigned() {
        for (var path : List.of("model.sig", ".gitattributes", ".gitignore", ".git/config", ".github/x")) {
            assertFalse(ModelManifest.covers(path), path);
        }
        assertTrue(ModelManifest.covers("weights/model.sig"));
        assertTrue(ModelManifest.covers("model.sign"));
    }

    @Test
    void theBundleIsWhatOthersExpect() throws GeneralSecurityException {
        var key = key("secp256r1");
        var bundle = ModelBundle.sign(manifest("a"), "tide", key);
        assertEquals(Sha256.ofUtf8(PemText.of(key.getPublic())), bundle.keyHint());
        var json = bundle.json();
        assertTrue(json.contains("\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\""), json);
        assertTrue(json.contains("\"hint\":\"" + bundle.keyHint() + "\""), json);
        assertTrue(new String(Envelope.toBeSigned(Bytes.ofUtf8("{}")), StandardCharsets.UTF_8)
                .equals("DSSEv1 28 application/vnd.in-toto+json 2 {}"));
    }

    @Test
    void everyNistCurveSignsAndOnlyItsOwnKeyChecks() throws GeneralSecurityException {
        for (var curve : List.of("secp256r1", "secp384r1", "secp521r1")) {
            var key = key(curve);
            var envelope = Envelope.sign("{\"a\":1}", key);
            assertTrue(envelope.isBy(key.getPublic()), curve);
            assertFalse(envelope.isBy(key(curve).getPublic()), curve);
            assertFalse(new Envelope(Bytes.ofUtf8("{\"a\":2}"), envelope.signature()).isBy(key.getPublic()), curve);
            assertFalse(new Envelope(envelope.payload(), Bytes.ofUtf8("x")).isBy(key.getPublic()), curve);
        }
        var other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertFalse(Envelope.sign("{}", key("secp256r1")).isBy(other.getPublic()), "no Ed25519 here");
    }

    private static ModelManifest manifest(String... paths) {
        var files = new TreeMap<String, Sha256>();
        for (var path : paths) {
            files.put(path, EMPTY);
        }
        return new ModelManifest(files);
    }

    private static KeyPair key(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
