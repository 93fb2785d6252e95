package plimsoll.weights.tensors;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tensors of one file, in the order in which their bytes lie in it.
public record TensorTable(List<TensorEntry> entries) {
    public TensorTable {
        entries = List.copyOf(entries);
    }

    /// The tensor of this name. Looks through the whole table: for one question, not for a thousand.
    public Optional<TensorEntry> named(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /// How many numbers the file holds, all tensors together.
    ///
    /// @throws ArithmeticException when they pass the range of a `long`, which no file that can exist does
    public long parameters() {
        return entries.stream().mapToLong(TensorEntry::parameters).reduce(0, Math::addExact);
    }

    /// [#parameters()], split by element type.
    public Map<DType, Long> parametersByType() {
        var counts = new EnumMap<DType, Long>(DType.class);
        entries.forEach(entry -> counts.merge(entry.dtype(), entry.parameters(), Math::addExact));
        return counts;
    }

    /// Bytes of tensor data, headers and padding not counted.
    public long sizeBytes() {
        return entries.stream().mapToLong(TensorEntry::sizeBytes).reduce(0, Math::addExact);
    }
}
