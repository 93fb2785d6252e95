package plimsoll.hub.repositories;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the configurations that come with models. JSON is YAML, so one reader serves both.
final class ConfigJson {
    /// The largest configuration looked into; real ones have a few kilobytes, vocabularies inside included.
    static final int MAX_BYTES = 1024 * 1024;

    /// Nests no deeper in any real configuration, and the reader recurses.
    private static final int MAX_DEPTH = 32;

    private ConfigJson() {}

    /// A JSON object; empty when it is none that can be read.
    static Map<?, ?> of(byte[] file) {
        var text = new String(file, StandardCharsets.UTF_8).replace('\t', ' ');
        if (file.length > MAX_BYTES || depth(text) > MAX_DEPTH) {
            return Map.of();
        }
        var settings = LoadSettings.builder()
                .setCodePointLimit(MAX_BYTES)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            return new Load(settings).loadFromString(text) instanceof Map<?, ?> map ? map : Map.of();
        } catch (YamlEngineException _) {
            return Map.of(); // whatever it is, it is no configuration of a model
        }
    }

    /// How deep brackets nest at most, those inside texts included, which only makes it stricter.
    private static int depth(String json) {
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
