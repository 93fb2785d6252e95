package plimsoll.domain.attestation;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.CanonicalJson;
import plimsoll.domain.ledger.PemText;

/// A model's signature as a Sigstore bundle (v0.3) with a public key, as OpenSSF Model Signing writes `model.sig`.
///
/// @param keyHint the hash of the key's PEM text, to find the key by
/// @param envelope the signed statement
public record ModelBundle(Sha256 keyHint, Envelope envelope) {
    /// What bundles of this version say they are.
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// Signs a manifest.
    public static ModelBundle sign(ModelManifest manifest, String name, KeyPair key) {
        return new ModelBundle(hint(key.getPublic()), Envelope.sign(manifest.statement(name), key));
    }

    /// The hint that stands for a key.
    public static Sha256 hint(PublicKey key) {
        return Sha256.ofUtf8(PemText.of(key));
    }

    /// As its file holds it.
    public String json() {
        return CanonicalJson.of(Map.of(
                "mediaType",
                MEDIA_TYPE,
                "verificationMaterial",
                Map.of("publicKey", Map.of("hint", keyHint.hex()), "tlogEntries", List.of()),
                "dsseEnvelope",
                envelope.json()));
    }
}
