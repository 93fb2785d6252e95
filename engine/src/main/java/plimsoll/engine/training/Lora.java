package plimsoll.engine.training;

import java.util.List;
import java.util.Optional;

/// Which adapters are trained in place of the weights (Hu et al. 2021, arXiv 2106.09685): beside each target matrix W
/// of every layer a product of two narrow ones, so that the model computes with `W + alpha / rank * B A`.
///
/// @param rank columns of B and rows of A
/// @param alpha the weight of the product, times `rank`
/// @param targets names of matrices, as `q_proj`
/// @param base what the model beneath is called on a hub; empty where its folder's name will do
public record Lora(int rank, double alpha, List<String> targets, Optional<String> base) {
    static final List<String> TARGETS =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    private static final int MOST_RANK = 1024;

    /// @throws IllegalArgumentException with a sentence that names what is wrong
    public Lora {
        targets = List.copyOf(targets);
        if (rank < 1 || rank > MOST_RANK) {
            throw new IllegalArgumentException("lora.rank must be between 1 and " + MOST_RANK);
        }
        if (!(alpha > 0) || alpha > 1e6) {
            throw new IllegalArgumentException("lora.alpha must be above 0 and at most 1000000");
        }
        if (targets.isEmpty()
                || !TARGETS.containsAll(targets)
                || targets.stream().distinct().count() < targets.size()) {
            throw new IllegalArgumentException("lora.targets must name some of %s, each once".formatted(TARGETS));
        }
    }

    /// What the product is multiplied with.
    float scale() {
        return (float) (alpha / rank);
    }
}
