package plimsoll.hub.gateway;

import java.util.List;

/// What becomes of texts that are to be embedded.
public sealed interface Embedded permits Embedded.Vectors, Taken.Declined {
    /// A vector for each text, in their order, as long as 1 each.
    ///
    /// @param tokens of all texts together
    record Vectors(List<float[]> each, int tokens) implements Embedded {
        public Vectors {
            each = List.copyOf(each);
        }
    }
}
