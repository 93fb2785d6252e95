package plimsoll.domain.attestation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import plimsoll.domain.content.Bytes;

/// An in-toto statement and a signature over it (DSSE). The signature is over type and payload, each behind its
/// length, and never over base64.
///
/// @param payload the statement
/// @param signature ECDSA in DER
public record Envelope(Bytes payload, Bytes signature) {
    /// The one type of payload that is used here.
    public static final String TYPE = "application/vnd.in-toto+json";

    private static final int P384_BITS = 384;

    /// Signs a statement with a key on one of NIST's curves.
    public static Envelope sign(String statement, KeyPair key) {
        return sign(statement, key.getPrivate());
    }

    /// Signs a statement with the secret half of a key on one of NIST's curves.
    public static Envelope sign(String statement, PrivateKey secret) {
        var payload = Bytes.ofUtf8(statement);
        try {
            var signer = Signature.getInstance(algorithm(secret));
            signer.initSign(secret);
            signer.update(toBeSigned(payload));
            return new Envelope(payload, Bytes.copyOf(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the attestation key cannot sign", e);
        }
    }

    /// Whether `key` made the signature. No other keys than those of NIST's curves ever do.
    public boolean isBy(PublicKey key) {
        try {
            var verifier = Signature.getInstance(algorithm(key));
            verifier.initVerify(key);
            verifier.update(toBeSigned(payload));
            return verifier.verify(signature.toArray());
        } catch (SignatureException _) {
            return false; // bytes that are no signature at all
        } catch (GeneralSecurityException _) {
            return false; // a key of another kind
        }
    }

    /// As a value to write as JSON.
    public Map<String, Object> json() {
        var base64 = Base64.getEncoder();
        return Map.of(
                "payload",
                base64.encodeToString(payload.toArray()),
                "payloadType",
                TYPE,
                "signatures",
                List.of(Map.of("keyid", "", "sig", base64.encodeToString(signature.toArray()))));
    }

    /// The bytes that are signed: DSSE's pre-authentication encoding.
    public static byte[] toBeSigned(Bytes payload) {
        var head = "DSSEv1 %d %s %d ".formatted(TYPE.length(), TYPE, payload.sizeBytes());
        var bytes = head.getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(bytes, bytes.length + payload.sizeBytes());
        System.arraycopy(payload.toArray(), 0, all, bytes.length, payload.sizeBytes());
        return all;
    }

    // The hash is as strong as the curve.
    private static String algorithm(Key key) throws GeneralSecurityException {
        if (!(key instanceof ECKey curve)) {
            throw new GeneralSecurityException("no key of a NIST curve: " + key.getAlgorithm());
        }
        int bits = curve.getParams().getOrder().bitLength();
        return bits < P384_BITS ? "SHA256withECDSA" : bits == P384_BITS ? "SHA384withECDSA" : "SHA512withECDSA";
    }
}
