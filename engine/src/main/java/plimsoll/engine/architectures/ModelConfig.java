package plimsoll.engine.architectures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.architectures.ModelRefused.Reason;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;

/// Values of a `config.json`, or of an object within it.
final class ModelConfig {
    private static final long MOST = 1 << 24;
    /// A configuration is a page of text.
    private static final long MOST_BYTES = 1 << 20;

    private final Json.Members members;

    ModelConfig(Json.Members members) {
        this.members = members;
    }

    /// The values of a file beside safetensors.
    static ModelConfig read(Path path) throws ModelRefused {
        return readIfThere(path)
                .orElseThrow(() -> new ModelRefused(
                        Reason.NOT_A_MODEL, "safetensors need a %s beside them".formatted(path.getFileName())));
    }

    /// The values of a file beside safetensors; nothing when it is not there.
    static Optional<ModelConfig> readIfThere(Path path) throws ModelRefused {
        try {
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new ModelRefused(Reason.NOT_A_MODEL, "%s is larger than 1 MiB".formatted(path.getFileName()));
            }
            if (JsonReader.read(Files.readString(path)) instanceof Json.Members members) {
                return Optional.of(new ModelConfig(members));
            }
            throw new ModelRefused(Reason.NOT_A_MODEL, "%s holds no object".formatted(path.getFileName()));
        } catch (ModelRefused refused) {
            throw refused;
        } catch (MalformedJson malformed) {
            throw new ModelRefused(Reason.NOT_A_MODEL, "%s: %s".formatted(path.getFileName(), malformed.getMessage()));
        } catch (IOException unreadable) {
            throw new ModelRefused(
                    Reason.NOT_A_MODEL, "%s cannot be read: %s".formatted(path.getFileName(), unreadable.getMessage()));
        }
    }

    /// Whether there is a value under this key, and it is not null.
    boolean has(String key) {
        return members.get(key)
                .filter(value -> !(value instanceof Json.Nothing))
                .isPresent();
    }

    int whole(String key) throws ModelRefused {
        if (!has(key)) {
            throw ModelRefused.badHeader("config.json: " + key, "is missing");
        }
        return whole(key, 0);
    }

    int whole(String key, int otherwise) throws ModelRefused {
        if (!has(key)) {
            return otherwise;
        }
        if (members.get(key).orElseThrow() instanceof Json.Whole(var value) && value >= 0 && value <= MOST) {
            return (int) value;
        }
        throw ModelRefused.badHeader("config.json: " + key, "is no number of that kind");
    }

    double real(String key, double otherwise) throws ModelRefused {
        if (!has(key)) {
            return otherwise;
        }
        return switch (members.get(key).orElseThrow()) {
            case Json.Whole(var value) -> value;
            case Json.Real(var value) when Double.isFinite(value) -> value;
            case Json.Real _, Json.Members _, Json.Items _, Json.Text _, Json.Flag _, Json.Nothing _ ->
                throw ModelRefused.badHeader("config.json: " + key, "is not a number");
        };
    }

    boolean flag(String key, boolean otherwise) {
        return members.flag(key, otherwise);
    }

    Optional<String> text(String key) {
        return members.text(key);
    }

    /// The texts of an array; empty when there is none.
    List<String> texts(String key) {
        return members.get(key).orElse(new Json.Nothing()) instanceof Json.Items(var items)
                ? items.stream()
                        .map(item -> item instanceof Json.Text(var text) ? text : "")
                        .toList()
                : List.of();
    }

    Optional<ModelConfig> object(String key) {
        return members.get(key).orElse(new Json.Nothing()) instanceof Json.Members inner
                ? Optional.of(new ModelConfig(inner))
                : Optional.empty();
    }
}
