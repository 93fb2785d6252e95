package plimsoll.engine.kernels;

import java.lang.foreign.MemorySegment;
import plimsoll.engine.quantised.Summation;
import plimsoll.weights.blocks.BlockCodec;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorView;

/// The kernels to read: plain loops, one number after the other. Run where the Vector API is missing, and to check the
/// others.
public final class ScalarKernels implements Kernels {
    ScalarKernels() {}

    @Override
    public String description() {
        return "scalar kernels";
    }

    @Override
    public boolean reads(DType type) {
        return BlockCodec.of(type).isPresent();
    }

    @Override
    public void unpack(DType type, MemorySegment weights, long from, int count, float[] out, int at) {
        var codec = BlockCodec.of(type).orElseThrow(() -> new IllegalArgumentException("no codec for " + type));
        codec.decode(weights.asSlice(from, type.sizeBytes(count)), out, at);
    }

    @Override
    public void product(TensorView w, int rowFrom, int rowTo, Operand operand, Rows y, Scratch scratch) {
        var x = operand.rows();
        int tokens = operand.tokens();
        var row = scratch.of(Scratch.Use.PANEL, x.columns());
        for (int r = rowFrom; r < rowTo; r++) {
            unpack(w.type(), w.data(), r * w.rowBytes(), x.columns(), row, 0);
            for (int token = 0; token < tokens; token++) {
                y.values()[y.at(token) + r] = dot(row, 0, x.values(), x.at(token), x.columns());
            }
        }
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
        return Summation.dot(a, aFrom, b, bFrom, count);
    }

    @Override
    public void scores(float[] q, int qFrom, int heads, float[] keys, int headDim, float[] out) {
        for (int head = 0; head < heads; head++) {
            for (int p = 0; p < PAGE; p++) {
                float sum = 0;
                for (int d = 0; d < headDim; d++) {
                    sum = Math.fma(keys[d * PAGE + p], q[qFrom + head * headDim + d], sum);
                }
                out[head * PAGE + p] = sum;
            }
        }
    }

    @Override
    public void blend(
            float[] weights, int heads, int from, int to, float[] values, int headDim, float[] sum, int sumFrom) {
        for (int head = 0; head < heads; head++) {
            for (int p = from; p < to; p++) {
                for (int d = 0; d < headDim; d++) {
                    int i = sumFrom + head * headDim + d;
                    sum[i] = Math.fma(values[p * headDim + d], weights[head * PAGE + p], sum[i]);
                }
            }
        }
    }

    @Override
    public void exponentials(float[] values, int from, int to, float minus) {
        for (int i = from; i < to; i++) {
            values[i] = Curves.exp(values[i] - minus);
        }
    }

    @Override
    public void gate(Activation activation, float[] gate, int gateFrom, float[] up, int upFrom, int count) {
        for (int i = 0; i < count; i++) {
            float x = gate[gateFrom + i];
            gate[gateFrom + i] = up[upFrom + i]
                    * switch (activation) {
                        case SILU -> Curves.silu(x);
                        case GELU_TANH -> Curves.gelu(x);
                    };
        }
    }
}
