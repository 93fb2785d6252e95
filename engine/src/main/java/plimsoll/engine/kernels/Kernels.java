package plimsoll.engine.kernels;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorView;

/// The arithmetic of a transformer. Three ways to the same bits: [ScalarKernels] is the one to read, [VectorKernels]
/// the one to run, [NativeKernels] the one to run where its C file was built. Everything that adds up numbers does so
/// in the order of `Summation`, but for products of weights of four to eight bits in C: those follow `RoundedSums`,
/// unless [#EXACT] is set.
///
/// Stateless: any number of threads may use one, each with its own [Scratch].
public sealed interface Kernels permits ScalarKernels, VectorKernels, NativeKernels {
    /// The system property that names the library built of `kernels.c`.
    String LIBRARY = "plimsoll.kernels";

    /// The system property that, when `true`, has the C kernels compute only what gives the bits of the others.
    String EXACT = "plimsoll.kernels.exact";

    /// Keys and values are kept and attended to in runs of so many positions.
    int PAGE = 32;

    /// Which one this is, for the log.
    String description();

    /// Whether it can read weights of this type.
    boolean reads(DType type);

    /// Writes weights as floats.
    ///
    /// @param from where the first block begins, in bytes from the start of `weights`
    /// @param count how many, whole blocks
    void unpack(DType type, MemorySegment weights, long from, int count, float[] out, int at);

    /// Prepares the first `tokens` rows of x for [#product], for as long as they stay as they are.
    ///
    /// @param types of the weights that they will be multiplied with
    default void arrange(Rows x, int tokens, Set<DType> types, Workers workers, Operand into) {
        into.hold(x, tokens);
    }

    /// `y[t][r] = w[r] . x[t]` for all rows r in a range and all tokens t of x, which these kernels have arranged.
    void product(TensorView w, int rowFrom, int rowTo, Operand x, Rows y, Scratch scratch);

    /// The dot product of two stretches of numbers.
    float dot(float[] a, int aFrom, float[] b, int bFrom, int count);

    /// The scores of one page: `out[h][p] = sum over d of q[h][d] keys[d][p]`.
    ///
    /// @param heads rows of `q`, `headDim` apart, and of `out`, [#PAGE] apart
    /// @param keys `headDim` rows of [#PAGE]
    void scores(float[] q, int qFrom, int heads, float[] keys, int headDim, float[] out);

    /// Adds the values of one page by their weights: `sum[h][d] += sum over p in [from, to) of weights[h][p]
    /// values[p][d]`.
    void blend(float[] weights, int heads, int from, int to, float[] values, int headDim, float[] sum, int sumFrom);

    /// `values[i] = e^(values[i] - minus)` for i in [from, to).
    void exponentials(float[] values, int from, int to, float minus);

    /// `gate[i] = activation(gate[i]) * up[i]`, over `count` numbers of each.
    void gate(Activation activation, float[] gate, int gateFrom, float[] up, int upFrom, int count);

    /// `values[i] = cap * tanh(values[i] / cap)` for i in [from, to).
    default void cap(float[] values, int from, int to, float cap) {
        for (int i = from; i < to; i++) {
            values[i] = Curves.cap(values[i], cap);
        }
    }

    /// `out = x / sqrt(mean(x^2) + epsilon) * weight`. `out` may be `x`.
    default void rms(float[] x, int from, float[] weight, float epsilon, float[] out, int at) {
        int count = weight.length;
        float scale = (float) (1 / Math.sqrt((double) dot(x, from, x, from, count) / count + epsilon));
        for (int i = 0; i < count; i++) {
            out[at + i] = x[from + i] * scale * weight[i];
        }
    }

    /// `out = (x - mean(x)) / sqrt(variance(x) + epsilon) * weight + bias`. `out` may be `x`.
    default void layerNorm(float[] x, int from, float[] weight, float[] bias, float epsilon, float[] out, int at) {
        int count = weight.length;
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += x[i];
        }
        float mean = (float) (sum / count);
        for (int i = 0; i < count; i++) {
            out[at + i] = x[from + i] - mean;
        }
        float scale = (float) (1 / Math.sqrt((double) dot(out, at, out, at, count) / count + epsilon));
        for (int i = 0; i < count; i++) {
            out[at + i] = Math.fma(out[at + i] * scale, weight[i], bias[i]);
        }
    }

    /// `values[i] = gelu(values[i])` for i in [from, to), by the normal distribution itself: BERT.
    default void gelu(float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = Curves.normalGelu(values[i]);
        }
    }

    /// The fastest there is on this machine.
    static Kernels fastest() {
        return Fastest.of(System.getProperty(LIBRARY, ""), Boolean.getBoolean(EXACT));
    }

    /// The one to read: what [#fastest()] is held against.
    static Kernels scalar() {
        return new ScalarKernels();
    }
}
