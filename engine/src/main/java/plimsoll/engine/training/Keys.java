package plimsoll.engine.training;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.engine.json.Json;
import plimsoll.weights.tensors.MalformedWeights;

/// The members of one object of a recipe. Each that is asked for is known; what is left over is refused.
final class Keys {
    private final String where;
    private final Json.Members members;
    private final Set<String> known = new HashSet<>();

    /// @param where what stands in front of a key in a sentence about it
    Keys(String where, Json.Members members) {
        this.where = where;
        this.members = members;
    }

    Optional<Json> get(String key) {
        known.add(key);
        return members.get(key);
    }

    int whole(String key, int otherwise) throws TrainingRefused {
        long value = longWhole(key, otherwise);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw refused(key, "is no number of that kind");
        }
        return (int) value;
    }

    int whole(String key) throws TrainingRefused {
        if (get(key).isEmpty()) {
            throw refused(key, "is missing");
        }
        return whole(key, 0);
    }

    long longWhole(String key, long otherwise) throws TrainingRefused {
        return switch (get(key).orElseGet(() -> new Json.Whole(otherwise))) {
            case Json.Whole(var value) -> value;
            case Json.Real _, Json.Text _, Json.Members _, Json.Items _, Json.Flag _, Json.Nothing _ ->
                throw refused(key, "is no whole number");
        };
    }

    double real(String key, double otherwise) throws TrainingRefused {
        return switch (get(key).orElseGet(() -> new Json.Real(otherwise))) {
            case Json.Whole(var value) -> value;
            case Json.Real(var value) -> value;
            case Json.Text _, Json.Members _, Json.Items _, Json.Flag _, Json.Nothing _ ->
                throw refused(key, "is no number");
        };
    }

    Optional<String> text(String key) throws TrainingRefused {
        var value = get(key);
        if (value.isPresent() && !(value.get() instanceof Json.Text)) {
            throw refused(key, "is no text");
        }
        return value.map(text -> ((Json.Text) text).value());
    }

    Optional<Keys> object(String key) throws TrainingRefused {
        var value = get(key);
        if (value.isPresent() && !(value.get() instanceof Json.Members)) {
            throw refused(key, "is no object");
        }
        return value.map(object -> new Keys(where + key + ".", (Json.Members) object));
    }

    /// One text, or an array of texts.
    List<String> texts(String key) throws TrainingRefused {
        return switch (get(key).orElseGet(() -> new Json.Items(List.of()))) {
            case Json.Text(var text) -> List.of(text);
            case Json.Items(var items)
            when items.stream().allMatch(Json.Text.class::isInstance) ->
                items.stream().map(item -> ((Json.Text) item).value()).toList();
            case Json.Items _, Json.Whole _, Json.Real _, Json.Members _, Json.Flag _, Json.Nothing _ ->
                throw refused(key, "is neither a text nor an array of texts");
        };
    }

    /// Refuses what nobody has asked for.
    void end() throws TrainingRefused {
        for (var key : members.values().keySet()) {
            if (!known.contains(key)) {
                throw refused(key, "is not known");
            }
        }
    }

    TrainingRefused refused(String key, String what) {
        return new TrainingRefused("the recipe's %s %s".formatted(MalformedWeights.quoted(where + key), what));
    }
}
