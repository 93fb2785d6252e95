package plimsoll.hub.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The packs that come with the hub, as text.
public final class ShippedPacks {
    /// Their ids.
    public static final List<String> IDS = List.of("default", "eu-ai-act", "ny-raise", "sb1047", "us-sb53");

    private ShippedPacks() {}

    /// The text of a pack; empty when none of this id is shipped.
    public static Optional<String> text(String id) {
        return IDS.contains(id) ? Optional.of(resource(id + ".yaml")) : Optional.empty();
    }

    /// The examples kept beside a pack; empty when none of this id is shipped.
    public static Optional<String> examples(String id) {
        return IDS.contains(id) ? Optional.of(resource(id + ".examples.yaml")) : Optional.empty();
    }

    private static String resource(String name) {
        try (var in = ShippedPacks.class.getResourceAsStream("packs/" + name)) {
            if (in == null) {
                throw new IllegalStateException("a pack was left out of the build: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
