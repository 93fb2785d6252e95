package plimsoll.hub.release;

import java.util.List;

/// What came of reading a file of weights.
public sealed interface WeightsReading {
    /// Its header.
    ///
    /// @param format the format and its version
    /// @param facts its metadata, as far as shown, in the order of the file
    /// @param tensors its tensors, as far as shown, in the order of their bytes
    /// @param total how many tensors it has
    /// @param parameters how many numbers they hold together
    record Read(String format, List<Fact> facts, List<Tensor> tensors, int total, long parameters)
            implements WeightsReading {
        public Read {
            facts = List.copyOf(facts);
            tensors = List.copyOf(tensors);
        }
    }

    /// It breaks a rule of its format.
    ///
    /// @param why which, and where
    record Malformed(String why) implements WeightsReading {}

    /// Its bytes are not here.
    record Unavailable() implements WeightsReading {}

    /// A line of metadata.
    record Fact(String key, String value) {}

    /// A tensor.
    ///
    /// @param name its name
    /// @param type how its numbers are written
    /// @param shape its dimensions, outermost first
    /// @param sizeBytes how many bytes it takes
    record Tensor(String name, String type, String shape, long sizeBytes) {}
}
