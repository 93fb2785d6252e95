package plimsoll.engine.kernels;

import static plimsoll.engine.quantised.Lanes.FLOATS;
import static plimsoll.engine.quantised.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import jdk.incubator.vector.FloatVector;
import plimsoll.engine.quantised.Dots;
import plimsoll.engine.quantised.RowFormat;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.LittleEndian;
import plimsoll.weights.tensors.TensorView;

/// The kernels to run: the Vector API at the width of this machine.
public final class VectorKernels implements Kernels {
    /// A panel of unpacked rows should stay in the second-level cache beside the activations: 256 Ki floats are 1 MiB.
    private static final int PANEL_FLOATS = 1 << 17;

    private static final int PANEL_ROWS = 32;

    /// Fewer than this many tokens one worker lays out alone.
    private static final int LEAST_TOKENS = 8;

    private final Map<DType, RowFormat> formats = new EnumMap<>(DType.class);
    private final ScalarKernels scalar = new ScalarKernels();
    private final String remark;

    /// @param remark what its description ends with
    VectorKernels(String remark) {
        this.remark = remark;
        for (var type : DType.values()) {
            RowFormat.of(type).ifPresent(format -> formats.put(type, format));
        }
    }

    @Override
    public String description() {
        return "vector kernels, %d bits%s".formatted(FLOATS.vectorBitSize(), remark);
    }

    @Override
    public boolean reads(DType type) {
        return formats.containsKey(type) || scalar.reads(type);
    }

    @Override
    public void unpack(DType type, MemorySegment weights, long from, int count, float[] out, int at) {
        var format = formats.get(type);
        if (format == null) {
            scalar.unpack(type, weights, from, count, out, at);
        } else {
            format.unpack(weights, from, count, out, at);
        }
    }

    @Override
    public void arrange(Rows x, int tokens, Set<DType> types, Workers workers, Operand into) {
        into.hold(x, tokens);
        if (x.columns() % Tile.LANES == 0) {
            var room = into.fill(Operand.Order.ALIGNED, Tile.bytes(tokens, x.columns()));
            workers.split(tokens, LEAST_TOKENS, (from, to, _) -> align(x, from, to, tokens, room));
        }
    }

    private static void align(Rows x, int from, int to, int tokens, MemorySegment into) {
        if (tokens == 1) {
            MemorySegment.copy(x.values(), x.at(0), into, LittleEndian.FLOAT, 0, x.columns());
            return;
        }
        for (int token = from; token < to; token++) {
            Tile.lay(x.values(), x.at(token), x.columns(), into, token, tokens);
        }
    }

    @Override
    public void product(TensorView w, int rowFrom, int rowTo, Operand operand, Rows y, Scratch scratch) {
        int columns = operand.columns();
        var format = formats.get(w.type());
        if (operand.tokens() > 1 && columns % Tile.LANES == 0) {
            panels(w, rowFrom, rowTo, operand, y, scratch);
        } else if (operand.tokens() == 1 && format != null && format.fuses(columns)) {
            fused(format, w, rowFrom, rowTo, operand, y, scratch);
        } else {
            rowByRow(w, rowFrom, rowTo, operand, y, scratch);
        }
    }

    private static void fused(
            RowFormat format, TensorView w, int rowFrom, int rowTo, Operand operand, Rows y, Scratch scratch) {
        int columns = operand.columns();
        var x = aligned(operand, scratch);
        var room = scratch.codedRow();
        long rowBytes = w.rowBytes();
        long at = rowFrom * rowBytes;
        for (int row = rowFrom; row < rowTo; row++, at += rowBytes) {
            y.values()[row] = format.dot(w.data(), at, columns, x, room);
        }
    }

    private void rowByRow(TensorView w, int rowFrom, int rowTo, Operand operand, Rows y, Scratch scratch) {
        var x = operand.rows();
        var row = scratch.of(Scratch.Use.PANEL, x.columns());
        for (int r = rowFrom; r < rowTo; r++) {
            unpackRow(w, r, row, scratch);
            for (int token = 0; token < operand.tokens(); token++) {
                y.values()[y.at(token) + r] = dot(row, 0, x.values(), x.at(token), x.columns());
            }
        }
    }

    private void unpackRow(TensorView w, int row, float[] out, Scratch scratch) {
        int columns = Math.toIntExact(w.columns());
        long from = row * w.rowBytes();
        var format = formats.get(w.type());
        if (format == null) {
            scalar.unpack(w.type(), w.data(), from, columns, out, 0);
        } else {
            format.unpack(w.data(), from, columns, out, 0, scratch.codedRow());
        }
    }

    /// Unpacks a panel of rows once and multiplies it with all tokens.
    private void panels(TensorView w, int rowFrom, int rowTo, Operand operand, Rows y, Scratch scratch) {
        int columns = operand.columns();
        int fitting = PANEL_FLOATS / columns / Tile.ROWS * Tile.ROWS;
        int most = Math.clamp(fitting, Tile.ROWS, PANEL_ROWS);
        var x = aligned(operand, scratch);
        var plain = scratch.of(Scratch.Use.PANEL, columns);
        var panel = scratch.aligned(Scratch.Use.PANEL, Tile.bytes(most, columns));
        var lanes = scratch.of(Scratch.Use.LANES, most * Tile.TOKENS * Tile.LANES);
        for (int first = rowFrom; first < rowTo; first += most) {
            int rows = Math.min(most, rowTo - first);
            for (int row = 0; row < rows; row++) {
                unpackRow(w, first + row, plain, scratch);
                Tile.lay(plain, 0, columns, panel, row, rows);
            }
            Tile.multiply(panel, rows, x, operand.tokens(), columns, y, first, lanes);
        }
    }

    // Those that were arranged for the C file meet weights here that it does not read.
    private static MemorySegment aligned(Operand operand, Scratch scratch) {
        return operand.in(Operand.Order.ALIGNED).orElseGet(() -> {
            int tokens = operand.tokens();
            var room = scratch.aligned(Scratch.Use.TOKENS, Tile.bytes(tokens, operand.columns()));
            align(operand.rows(), 0, tokens, tokens, room);
            return room;
        });
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
        return Dots.dot(a, aFrom, b, bFrom, count);
    }

    // Four heads at once share each key and keep four sums in flight; missing heads repeat the last one.
    @Override
    public void scores(float[] q, int qFrom, int heads, float[] keys, int headDim, float[] out) {
        for (int head = 0; head < heads; head += 4) {
            int last = heads - 1;
            int h1 = Math.min(head + 1, last);
            int h2 = Math.min(head + 2, last);
            int h3 = Math.min(head + 3, last);
            for (int p = 0; p < PAGE; p += WIDTH) {
                var s0 = FloatVector.zero(FLOATS);
                var s1 = s0;
                var s2 = s0;
                var s3 = s0;
                for (int d = 0; d < headDim; d++) {
                    var key = FloatVector.fromArray(FLOATS, keys, d * PAGE + p);
                    s0 = key.fma(FloatVector.broadcast(FLOATS, q[qFrom + head * headDim + d]), s0);
                    s1 = key.fma(FloatVector.broadcast(FLOATS, q[qFrom + h1 * headDim + d]), s1);
                    s2 = key.fma(FloatVector.broadcast(FLOATS, q[qFrom + h2 * headDim + d]), s2);
                    s3 = key.fma(FloatVector.broadcast(FLOATS, q[qFrom + h3 * headDim + d]), s3);
                }
                s0.intoArray(out, head * PAGE + p);
                s1.intoArray(out, h1 * PAGE + p);
                s2.intoArray(out, h2 * PAGE + p);
                s3.intoArray(out, h3 * PAGE + p);
            }
        }
    }

    @Override
    public void blend(
            float[] weights, int heads, int from, int to, float[] values, int headDim, float[] sum, int sumFrom) {
        if (headDim % WIDTH != 0) {
            scalar.blend(weights, heads, from, to, values, headDim, sum, sumFrom);
            return;
        }
        for (int head = 0; head < heads; head += 4) {
            int last = heads - 1;
            int h1 = Math.min(head + 1, last);
            int h2 = Math.min(head + 2, last);
            int h3 = Math.min(head + 3, last);
            for (int d = 0; d < headDim; d += WIDTH) {
                var s0 = FloatVector.fromArray(FLOATS, sum, sumFrom + head * headDim + d);
                var s1 = FloatVector.fromArray(FLOATS, sum, sumFrom + h1 * headDim + d);
                var s2 = FloatVector.fromArray(FLOATS, sum, sumFrom + h2 * headDim + d);
                var s3 = FloatVector.fromArray(FLOATS, sum, sumFrom + h3 * headDim + d);
                for (int p = from; p < to; p++) {
                    var value = FloatVector.fromArray(FLOATS, values, p * headDim + d);
                    s0 = value.fma(FloatVector.broadcast(FLOATS, weights[head * PAGE + p]), s0);
                    s1 = value.fma(FloatVector.broadcast(FLOATS, weights[h1 * PAGE + p]), s1);
                    s2 = value.fma(FloatVector.broadcast(FLOATS, weights[h2 * PAGE + p]), s2);
                    s3 = value.fma(FloatVector.broadcast(FLOATS, weights[h3 * PAGE + p]), s3);
                }
                s0.intoArray(sum, sumFrom + head * headDim + d);
                s1.intoArray(sum, sumFrom + h1 * headDim + d);
                s2.intoArray(sum, sumFrom + h2 * headDim + d);
                s3.intoArray(sum, sumFrom + h3 * headDim + d);
            }
        }
    }

    @Override
    public void exponentials(float[] values, int from, int to, float minus) {
        scalar.exponentials(values, VectorCurves.exponentials(values, from, to, minus), to, minus);
    }

    @Override
    public void gate(Activation activation, float[] gate, int gateFrom, float[] up, int upFrom, int count) {
        int done = switch (activation) {
            case SILU -> VectorCurves.silu(gate, gateFrom, up, upFrom, count);
            case GELU_TANH -> VectorCurves.gelu(gate, gateFrom, up, upFrom, count);
        };
        scalar.gate(activation, gate, gateFrom + done, up, upFrom + done, count - done);
    }
}
