package plimsoll.hub.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.ledger.CanonicalJson;

/// Receipts for answers: with one its account can show later that this model said this here, after this conversation,
/// and that the guard let it pass. Nothing is kept for that; the hub knows its own receipts by their key.
///
/// Any number of threads.
public final class Receipts {
    private static final String KEYED = "HmacSHA256";

    private final SecretKeySpec key;

    /// @param key 32 bytes that nobody else has
    public Receipts(Bytes key) {
        this.key = new SecretKeySpec(key.toArray(), KEYED);
    }

    /// One thing said in a conversation.
    public record Line(String role, String content) {}

    /// The receipt for an answer.
    ///
    /// @param before the conversation that it answers
    public String of(Namespace account, String model, List<Line> before, String answer) {
        var said = new ArrayList<List<String>>();
        before.forEach(line -> said.add(List.of(line.role(), line.content())));
        var text = CanonicalJson.of(List.of(account.key(), model, said, answer));
        try {
            var mac = Mac.getInstance(KEYED);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    boolean isOf(Namespace account, String model, List<Line> before, String answer, String receipt) {
        return MessageDigest.isEqual(
                of(account, model, before, answer).getBytes(StandardCharsets.US_ASCII),
                receipt.getBytes(StandardCharsets.UTF_8));
    }
}
