package plimsoll.engine.architectures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.weights.tensors.TensorView;

/// A matrix of the model with what is added to its product.
///
/// @param edits in the order in which they were made
public record Linear(TensorView weight, Optional<Gains> bias, List<LowRank> edits) {
    /// `scale * b (a x)`, added to a product `w x` as if it had been added to `w`.
    ///
    /// @param a rank rows, as many columns as `w`
    /// @param b as many rows as `w`, rank columns
    public record LowRank(TensorView a, TensorView b, float scale) {
        public LowRank {
            if (a.rows() != b.columns()) {
                throw new IllegalArgumentException("ranks of %s and %s".formatted(a.shape(), b.shape()));
            }
        }
    }

    public Linear {
        edits = List.copyOf(edits);
    }

    /// How many numbers a product has.
    public int rows() {
        return Math.toIntExact(weight.rows());
    }

    /// This matrix with one more edit.
    Linear with(LowRank edit) {
        var all = new ArrayList<>(edits);
        all.add(edit);
        return new Linear(weight, bias, all);
    }
}
