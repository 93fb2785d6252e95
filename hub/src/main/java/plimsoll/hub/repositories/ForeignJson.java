package plimsoll.hub.repositories;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads JSON objects that others wrote. JSON is YAML, so the reader of cards serves here as well.
public final class ForeignJson {
    /// The largest configuration looked into; real ones have a few kilobytes, vocabularies inside included.
    static final int MAX_CONFIG_BYTES = 1024 * 1024;

    /// Nests no deeper in any real one, and the reader recurses.
    private static final int MAX_DEPTH = 32;

    private ForeignJson() {}

    /// The object that a text is; empty when it is none, or says something twice.
    public static Optional<Map<?, ?>> object(String text) {
        return read(text, false);
    }

    /// What a configuration says that comes with a model; nothing when it is none, or too large. Programs take the last
    /// of what is said twice, so it is taken here.
    static Map<?, ?> config(byte[] file) {
        return file.length > MAX_CONFIG_BYTES
                ? Map.of()
                : read(new String(file, StandardCharsets.UTF_8), true).orElse(Map.of());
    }

    private static Optional<Map<?, ?>> read(String text, boolean twice) {
        if (deepest(text) > MAX_DEPTH) {
            return Optional.empty();
        }
        var settings = LoadSettings.builder()
                .setCodePointLimit(text.length() + 1)
                .setMaxAliasesForCollections(0)
                .setAllowDuplicateKeys(twice)
                .build();
        try {
            return new Load(settings).loadFromString(text.replace('\t', ' ')) instanceof Map<?, ?> map
                    ? Optional.of(map)
                    : Optional.empty();
        } catch (YamlEngineException _) {
            return Optional.empty();
        }
    }

    // Brackets inside texts count as well, which only makes it stricter.
    private static int deepest(String json) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < json.length(); i++) {
            switch (json.charAt(i)) {
                case '{', '[' -> deepest = Math.max(deepest, ++depth);
                case '}', ']' -> depth--;
                default -> {}
            }
        }
        return deepest;
    }
}
