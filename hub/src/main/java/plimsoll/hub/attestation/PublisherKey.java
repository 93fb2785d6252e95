package plimsoll.hub.attestation;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.attestation.ModelBundle;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.ledger.PemText;

/// A public key with which a publisher says it signs its models.
///
/// @param key on one of NIST's curves, as OpenSSF Model Signing asks
/// @param since when it was registered
public record PublisherKey(PublicKey key, Instant since) {
    /// The key in a PEM text; empty when there is none on one of NIST's curves.
    static Optional<PublicKey> read(String pem) {
        return PemText.read(pem, "PUBLIC KEY").flatMap(der -> {
            try {
                var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der.toArray()));
                return key instanceof ECPublicKey ? Optional.of(key) : Optional.empty();
            } catch (GeneralSecurityException _) {
                return Optional.empty(); // a key of another kind, which signs no models
            }
        });
    }

    /// What bundles name it by.
    public Sha256 hint() {
        return ModelBundle.hint(key);
    }

    /// As `openssl` reads it.
    public String pem() {
        return PemText.of(key);
    }
}
