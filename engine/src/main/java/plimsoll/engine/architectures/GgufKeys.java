package plimsoll.engine.architectures;

import java.util.List;
import java.util.Optional;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.gguf.GgufValue;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Flag;
import plimsoll.weights.gguf.GgufValue.Real;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;

/// The hyper-parameters in a GGUF file: values under keys that begin with the family's name.
final class GgufKeys {
    /// A dimension of a model beyond this is a mistake or an attack; the largest published is a quarter of it.
    private static final long MOST = 1 << 24;

    private final GgufHeader header;
    private final String prefix;

    GgufKeys(GgufHeader header, String family) {
        this.header = header;
        this.prefix = family + ".";
    }

    boolean has(String key) {
        return header.metadata().containsKey(prefix + key);
    }

    Optional<GgufValue> value(String key) {
        return Optional.ofNullable(header.metadata().get(prefix + key));
    }

    int whole(String key) throws ModelRefused {
        if (!has(key)) {
            throw ModelRefused.badHeader(prefix + key, "is missing");
        }
        return whole(key, 0);
    }

    /// A whole number, or an array in which it stands for every layer.
    int whole(String key, int otherwise) throws ModelRefused {
        return switch (header.metadata().get(prefix + key)) {
            case null -> otherwise;
            case Whole(var _, var value) -> checked(key, value);
            case Array array when array.isComplete() -> same(key, array.first());
            case Array _, Real _, Flag _, Text _ -> throw ModelRefused.badHeader(prefix + key, "is not a number");
        };
    }

    private int same(String key, List<GgufValue> values) throws ModelRefused {
        if (values.stream().distinct().count() == 1 && values.getFirst() instanceof Whole(var _, var value)) {
            return checked(key, value);
        }
        throw ModelRefused.unsupported(prefix + key + " differs from layer to layer, which this engine does not know");
    }

    private int checked(String key, long value) throws ModelRefused {
        if (value < 0 || value > MOST) {
            throw ModelRefused.badHeader(prefix + key, "is " + value);
        }
        return (int) value;
    }

    double real(String key) throws ModelRefused {
        if (!has(key)) {
            throw ModelRefused.badHeader(prefix + key, "is missing");
        }
        return real(key, 0);
    }

    double real(String key, double otherwise) throws ModelRefused {
        double value = switch (header.metadata().get(prefix + key)) {
            case null -> otherwise;
            case Real(var _, var real) -> real;
            case Whole(var _, var whole) -> whole;
            case Array _, Flag _, Text _ -> throw ModelRefused.badHeader(prefix + key, "is not a number");
        };
        if (!Double.isFinite(value)) {
            throw ModelRefused.badHeader(prefix + key, "is " + value);
        }
        return value;
    }

    String text(String key, String otherwise) {
        return header.text(prefix + key).orElse(otherwise);
    }
}
