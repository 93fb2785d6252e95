package plimsoll.weights.conversion;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;

/// Which type each tensor of a model gets. The rules are those of llama.cpp's quantiser, so that a file called
/// Q4_K_M holds what its users expect: vectors, norms and position tables are left as they are; the output
/// matrix, which every token goes through last, gets six bits; so do the values and the way down out of the
/// feed-forward network in those layers where errors hurt most.
///
/// @param architecture as GGUF names it
/// @param layers how many the model has
/// @param tied whether the embedding is the output matrix too
public record TypeChoice(FileType wanted, String architecture, int layers, boolean tied) {
    /// Llama 2 and 3 of 70 billion parameters: eight heads share each value, so that its bits count eightfold.
    private static final int LAYERS_OF_70B = 80;

    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d{1,5})\\.");
    private static final List<String> TABLES = List.of("position_embd.weight", "token_types.weight");

    /// The type of a tensor that has had another.
    ///
    /// @param name as GGUF has it
    public DType of(String name, TensorShape shape, DType was) {
        if (!shrinks(name, shape)) {
            return was;
        }
        return wanted.isQuantised() ? fitting(mixed(name, shape), shape) : wanted.most();
    }

    /// Whether a tensor is one of the large matrices, which alone are worth it.
    static boolean shrinks(String name, TensorShape shape) {
        return shape.rank() > 1
                && name.endsWith(".weight")
                && !name.endsWith("_norm.weight")
                && !name.contains("ffn_gate_inp")
                && TABLES.stream().noneMatch(name::equals);
    }

    private DType mixed(String name, TensorShape shape) {
        if (name.equals("output.weight") || (tied && name.equals("token_embd.weight"))) {
            return output(shape);
        }
        boolean mixes = wanted == FileType.Q4_K_M || wanted == FileType.Q5_K_M;
        if (mixes && name.endsWith("attn_qkv.weight")) {
            return wanted == FileType.Q4_K_M ? DType.Q5_K : DType.Q6_K;
        }
        if (mixes && (name.endsWith("attn_v.weight") || name.endsWith("ffn_down.weight"))) {
            return sensitive(name);
        }
        return wanted.most();
    }

    private DType output(TensorShape shape) {
        boolean fits = wanted.most().fills(columns(shape));
        return fits && wanted != FileType.Q8_0 ? DType.Q6_K : DType.Q8_0;
    }

    private DType sensitive(String name) {
        var layer = layerOf(name);
        if (layer.isPresent() && needsMoreBits(layer.getAsInt())) {
            return DType.Q6_K;
        }
        boolean shared = name.endsWith("attn_v.weight") && architecture.equals("llama") && layers == LAYERS_OF_70B;
        return shared && wanted == FileType.Q4_K_M ? DType.Q5_K : wanted.most();
    }

    /// The first and the last eighth, and every third layer in between.
    private boolean needsMoreBits(int layer) {
        int eighth = layers / 8;
        return layer < eighth || layer >= 7 * layers / 8 || (layer - eighth) % 3 == 2;
    }

    private static OptionalInt layerOf(String name) {
        var layer = LAYER.matcher(name);
        return layer.lookingAt() ? OptionalInt.of(Integer.parseInt(layer.group(1))) : OptionalInt.empty();
    }

    /// The next smaller blocks when rows are not whole ones of this type, and no blocks when nothing fits.
    private static DType fitting(DType type, TensorShape shape) {
        if (type.fills(columns(shape))) {
            return type;
        }
        var smaller = switch (type) {
            case Q4_K -> DType.Q5_0;
            case Q5_K -> DType.Q5_1;
            case Q6_K -> DType.Q8_0;
            default -> DType.F16;
        };
        return smaller.fills(columns(shape)) ? smaller : DType.F16;
    }

    private static long columns(TensorShape shape) {
        return shape.dimension(shape.rank() - 1);
    }
}
