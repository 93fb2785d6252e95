package plimsoll.app.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import plimsoll.domain.content.Bytes;
import plimsoll.engine.watermark.Tournament;

/// The watermarks of a hub's models: each model has keys of its own, made from the hub's and its name, so what is
/// learned of one tells nothing of another.
public final class Watermarks {
    /// What the hub's keys for them are derived for.
    public static final String PURPOSE = "watermark";

    private static final String KEYED = "HmacSHA256";

    private Watermarks() {}

    /// The marks of a model.
    ///
    /// @param keys the hub's, the newest last
    /// @return one for each key, the newest last
    public static List<Tournament> of(List<Bytes> keys, String model) {
        var marks = new ArrayList<Tournament>();
        for (var key : keys) {
            try {
                var mac = Mac.getInstance(KEYED);
                mac.init(new SecretKeySpec(key.toArray(), KEYED));
                marks.add(new Tournament(mac.doFinal(model.getBytes(UTF_8))));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
            }
        }
        return List.copyOf(marks);
    }
}
