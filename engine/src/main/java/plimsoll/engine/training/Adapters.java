package plimsoll.engine.training;

import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.kernels.Kernels;

/// A training that moves adapters beside frozen weights. The model computes with the merged weights, so the way forward
/// and back is that of any training; what reaches a merged matrix passes on to the two factors of its adapter.
final class Adapters implements Learned {
    private static final long STREAM = -2;

    /// An adapter: `in` columns of A, and `out` rows of B, both in the array of all that is learned, A first.
    ///
    /// @param target the matrix beside which it stands
    /// @param from where A begins; B follows, `rank` numbers to a row as A has `in`
    record Adapter(Tensors.Place target, int from, int rank) {
        int out() {
            return target.rows();
        }

        int in() {
            return target.columns();
        }

        int second() {
            return from + rank * in();
        }

        int end() {
            return second() + out() * rank;
        }
    }

    private final Lora lora;
    private final float[] frozen;
    private final float[] merged;
    private final Gemm gemm;
    private final List<Adapter> all = new ArrayList<>();
    private final int size;
    private final long seed;

    /// @param frozen the weights of the model, in the order of `layout`
    Adapters(Lora lora, Layout layout, float[] frozen, long seed, Kernels kernels) {
        this.lora = lora;
        this.frozen = frozen;
        this.seed = seed;
        merged = frozen.clone();
        gemm = Gemm.like(kernels);
        int at = 0;
        for (int layer = 0; layer < layout.shape.layers(); layer++) {
            for (var place : Tensors.matrices(layout, layer)) {
                if (lora.targets().stream().anyMatch(target -> place.name().endsWith("." + target + ".weight"))) {
                    all.add(new Adapter(place, at, lora.rank()));
                    at = all.getLast().end();
                }
            }
        }
        size = at;
    }

    /// Every adapter, in the order of what is learned.
    List<Adapter> all() {
        return List.copyOf(all);
    }

    @Override
    public int size() {
        return size;
    }

    /// A is even between the inverse roots of its columns, B nothing: at first the model is what it was.
    @Override
    public float[] beginning() {
        var learned = new float[size];
        var random = new Randomness(seed, STREAM);
        for (var adapter : all) {
            double bound = 1 / Math.sqrt(adapter.in());
            for (int i = adapter.from(); i < adapter.second(); i++) {
                learned[i] = (float) ((2 * random.uniform() - 1) * bound);
            }
        }
        return learned;
    }

    @Override
    public float[] weights(float[] learned) {
        for (var adapter : all) {
            var target = adapter.target();
            gemm.multiply(
                    second(learned, adapter),
                    first(learned, adapter),
                    matrix(merged, target),
                    adapter.out(),
                    adapter.in(),
                    lora.rank(),
                    false);
            for (int i = target.from(); i < target.from() + target.count(); i++) {
                merged[i] = Math.fma(lora.scale(), merged[i], frozen[i]);
            }
        }
        return merged;
    }

    @Override
    public float[] gradient(float[] learned, float[] gradient) {
        var slopes = new float[size];
        for (var adapter : all) {
            var target = matrix(gradient, adapter.target());
            gemm.multiply(
                    second(learned, adapter).transposed(),
                    target,
                    first(slopes, adapter),
                    lora.rank(),
                    adapter.in(),
                    adapter.out(),
                    false);
            gemm.multiply(
                    target,
                    first(learned, adapter).transposed(),
                    second(slopes, adapter),
                    adapter.out(),
                    lora.rank(),
                    adapter.in(),
                    false);
        }
        for (int i = 0; i < size; i++) {
            slopes[i] *= lora.scale();
        }
        return slopes;
    }

    private static Matrix first(float[] values, Adapter adapter) {
        return Matrix.rows(values, adapter.from(), adapter.in());
    }

    private static Matrix second(float[] values, Adapter adapter) {
        return Matrix.rows(values, adapter.second(), adapter.rank());
    }

    private static Matrix matrix(float[] values, Tensors.Place place) {
        return Matrix.rows(values, place.from(), place.columns());
    }
}
