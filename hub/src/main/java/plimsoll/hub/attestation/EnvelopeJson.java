package plimsoll.hub.attestation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.attestation.Envelope;
import plimsoll.hub.repositories.ForeignJson;

/// Reads signed statements (DSSE with an in-toto statement) that others wrote.
public final class EnvelopeJson {
    private EnvelopeJson() {}

    /// Whether an object is meant to be an envelope.
    public static boolean isEnvelope(Map<?, ?> object) {
        return object.containsKey("payload");
    }

    /// The envelope that an object is; empty when it is none of an in-toto statement with one signature.
    public static Optional<Envelope> envelope(Map<?, ?> object) {
        return BundleJson.envelope(object);
    }

    /// The statement in an envelope: its payload as a JSON object.
    public static Optional<Map<?, ?>> statement(Envelope envelope) {
        return ForeignJson.object(envelope.payload().utf8());
    }

    /// The one subject of a statement; empty when it has none, or several.
    public static Optional<Map<?, ?>> subject(Map<?, ?> statement) {
        return statement.get("subject") instanceof List<?> subjects && subjects.size() == 1
                ? Optional.of(map(subjects.getFirst()))
                : Optional.empty();
    }

    /// A field that is an object; an empty one where it is none.
    public static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
