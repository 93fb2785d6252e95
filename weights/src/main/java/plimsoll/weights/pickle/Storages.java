package plimsoll.weights.pickle;

import java.util.List;
import java.util.Locale;
import plimsoll.weights.pickle.Value.Global;
import plimsoll.weights.pickle.Value.Whole;

/// How large torch's storages are.
final class Storages {
    private Storages() {}

    /// The bytes of the storage that a persistent id names; 0 when it cannot be told.
    ///
    /// @param id of the shape ("storage", class, key, place, elements)
    static long bytes(List<Value> id) {
        if (id.get(1) instanceof Global type && id.get(4) instanceof Whole(var elements)) {
            return elements < 0 ? 0 : elements * elementBytes(type.name().toLowerCase(Locale.ROOT));
        }
        return 0;
    }

    private static long elementBytes(String type) {
        return switch (type.replace("storage", "")) {
            case "half", "bfloat16", "short" -> 2;
            case "float", "int", "qint32" -> 4;
            case "double", "long", "complexfloat" -> 8;
            case "complexdouble" -> 16;
            default -> 1;
        };
    }
}
