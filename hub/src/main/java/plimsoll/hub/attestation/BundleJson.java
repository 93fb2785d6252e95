package plimsoll.hub.attestation;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.attestation.Envelope;
import plimsoll.domain.attestation.ModelManifest;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.hub.repositories.ForeignJson;

/// Reads bundles that others wrote.
final class BundleJson {
    private final Map<?, ?> bundle;

    private BundleJson(Map<?, ?> bundle) {
        this.bundle = bundle;
    }

    /// Reads a bundle; empty when the text is no JSON object.
    static Optional<BundleJson> of(String text) {
        return ForeignJson.object(text).map(BundleJson::new);
    }

    /// Whether a certificate, and not a bare key, is said to have signed.
    boolean isKeyless() {
        var material = map(bundle.get("verificationMaterial"));
        return material.containsKey("certificate") || material.containsKey("x509CertificateChain");
    }

    Optional<String> keyHint() {
        return text(
                map(map(bundle.get("verificationMaterial")).get("publicKey")).get("hint"));
    }

    Optional<Envelope> envelope() {
        return envelope(map(bundle.get("dsseEnvelope")));
    }

    /// The envelope that an object is.
    static Optional<Envelope> envelope(Map<?, ?> dsse) {
        var signatures = dsse.get("signatures") instanceof List<?> list ? list : List.of();
        if (!Envelope.TYPE.equals(dsse.get("payloadType")) || signatures.size() != 1) {
            return Optional.empty();
        }
        var payload = text(dsse.get("payload")).flatMap(BundleJson::base64);
        var signature = text(map(signatures.getFirst()).get("sig")).flatMap(BundleJson::base64);
        return payload.flatMap(bytes -> signature.map(sig -> new Envelope(bytes, sig)));
    }

    /// The files that a statement lists with their hashes, when it is a statement about files by SHA-256 whose own
    /// digest fits them.
    static Optional<ModelManifest> manifest(Envelope envelope) {
        var statement = ForeignJson.object(envelope.payload().utf8()).orElse(Map.of());
        var predicate = map(statement.get("predicate"));
        var subjects = statement.get("subject") instanceof List<?> list ? list : List.of();
        boolean known = ModelManifest.PREDICATE.equals(statement.get("predicateType"))
                && "files".equals(map(predicate.get("serialization")).get("method"))
                && subjects.size() == 1;
        if (!known || !(predicate.get("resources") instanceof List<?> resources)) {
            return Optional.empty();
        }
        var files = new HashMap<String, Sha256>();
        for (var resource : resources) {
            var fields = map(resource);
            var name = text(fields.get("name"));
            var digest = text(fields.get("digest")).filter(Sha256::isSha256);
            if (!"sha256".equals(fields.get("algorithm"))
                    || name.isEmpty()
                    || digest.isEmpty()
                    || files.put(name.get(), new Sha256(digest.get())) != null) {
                return Optional.empty();
            }
        }
        var manifest = new ModelManifest(new TreeMap<>(files));
        var said = map(map(subjects.getFirst()).get("digest")).get("sha256");
        return manifest.digest().hex().equals(said) ? Optional.of(manifest) : Optional.empty();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Bytes> base64(String text) {
        try {
            return Optional.of(Bytes.copyOf(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
