package plimsoll.hub.line;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import plimsoll.domain.openness.Content;
import plimsoll.domain.openness.Declared;
import plimsoll.domain.openness.Part;
import plimsoll.hub.repositories.StrictYaml;

/// Reads the file in which a publisher declares a model's components and their licences, in the form of the Model
/// Openness Tool (`framework`, `release` with `license` and `components`; YAML or JSON).
public final class OpennessFile {
    /// As many characters as such a file may have; the longest published one has 14,000.
    public static final int MAX_CHARS = 200_000;

    private static final int MAX_PARTS = 100;

    private OpennessFile() {}

    /// What reading gives.
    public sealed interface Reading {
        /// It could be read.
        record Read(Declared declared) implements Reading {}

        /// It could not.
        ///
        /// @param reason for the publisher
        record Unreadable(String reason) implements Reading {}
    }

    /// Reads such a file.
    public static Reading read(String text) {
        if (text.length() > MAX_CHARS) {
            return new Reading.Unreadable("The file is longer than %,d characters.".formatted(MAX_CHARS));
        }
        try {
            if (!(StrictYaml.load(text, MAX_CHARS) instanceof Map<?, ?> file)
                    || !(file.get("release") instanceof Map<?, ?> release)) {
                return new Reading.Unreadable("There is no `release` in the file.");
            }
            return release(release);
        } catch (YamlEngineException broken) {
            return new Reading.Unreadable("The file is no YAML: " + firstLine(broken));
        }
    }

    private static Reading release(Map<?, ?> release) {
        if (!(release.get("components") instanceof List<?> components) || components.size() > MAX_PARTS) {
            return new Reading.Unreadable("`release.components` is a list of at most %d.".formatted(MAX_PARTS));
        }
        var parts = new EnumMap<Part, Optional<String>>(Part.class);
        for (var each : components) {
            var fields = map(each);
            var name = text(fields.get("name")).orElse("");
            var part = Part.titled(name);
            if (part.isEmpty()) {
                return new Reading.Unreadable("The framework has no component `%s`.".formatted(name));
            }
            parts.put(part.get(), text(fields.get("license")));
        }
        return new Reading.Read(declared(parts, release.get("license")));
    }

    private static Declared declared(Map<Part, Optional<String>> parts, @Nullable Object licence) {
        var licences = map(licence);
        var byContent = new EnumMap<Content, String>(Content.class);
        for (var content : Content.values()) {
            name(licences.get(content.word())).ifPresent(id -> byContent.put(content, id));
        }
        return new Declared(parts, byContent, name(licences.get("distribution")));
    }

    private static Optional<String> name(@Nullable Object licence) {
        return text(map(licence).get("name"));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static String firstLine(YamlEngineException broken) {
        var message = Optional.ofNullable(broken.getMessage()).orElse("it ends too early");
        return message.lines().findFirst().orElse(message);
    }
}
