package plimsoll.engine.kernels;

import static plimsoll.engine.quantised.Summation.LANES;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import plimsoll.engine.kernels.CLibrary.Format;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorView;

/// Products by the C file, everything else, and what it does not read, by vectors.
public final class NativeKernels implements Kernels {
    /// Rows of a panel: each use of the tokens, which come from far away, should be worth it.
    private static final int PANEL_ROWS = 64;

    /// A panel should stay in the second-level cache, or near it.
    private static final int PANEL_BYTES = 1 << 20;

    private static final int LEAST_ROWS = 16;

    /// Multiply-adds in one call: a quarter of a millisecond or so, in which this thread cannot stop for the collector.
    private static final long CALL = 1L << 23;

    private final CLibrary library;
    private final VectorKernels vectors;
    private final boolean exact;
    private final Map<DType, Format> formats = new EnumMap<>(DType.class);

    /// @param path the library that was built of `kernels.c`
    /// @param exact leave alone what does not give the bits of the other kernels
    /// @throws IllegalArgumentException when it cannot be used here
    NativeKernels(Path path, VectorKernels vectors, boolean exact) {
        this.library = new CLibrary(path);
        this.vectors = vectors;
        this.exact = exact;
        for (var format : Format.values()) {
            if (!exact || !format.rounds()) {
                formats.put(format.type(), format);
            }
        }
    }

    @Override
    public String description() {
        return "C kernels, %d bits%s".formatted(library.width() * Float.SIZE, exact ? ", exact" : "");
    }

    /// Whether weights of this type are multiplied with tokens rounded to bytes.
    boolean rounds(DType type) {
        return formats.containsKey(type) && formats.get(type).rounds();
    }

    @Override
    public boolean reads(DType type) {
        return vectors.reads(type);
    }

    @Override
    public void unpack(DType type, MemorySegment weights, long from, int count, float[] out, int at) {
        vectors.unpack(type, weights, from, count, out, at);
    }

    @Override
    public void arrange(Rows x, int tokens, Set<DType> types, Workers workers, Operand into) {
        into.hold(x, tokens);
        if (x.columns() % LANES != 0) {
            return;
        }
        for (var type : types) {
            var format = formats.getOrDefault(type, Format.F32);
            if (into.in(order(format.rounds())).isEmpty()) {
                arrange(format, x, tokens, workers, into);
            }
        }
    }

    private void arrange(Format format, Rows x, int tokens, Workers workers, Operand into) {
        int columns = x.columns();
        int width = library.tokens(format);
        var tiles = into.fill(order(format.rounds()), format.tileBytes(tokens, columns) + Format.BEHIND);
        workers.split(Math.ceilDiv(tokens, width), 4, (from, to, _) -> {
            for (int token = from * width; token < Math.min(tokens, to * width); token += width) {
                int count = Math.min(width, tokens - token);
                var rows = floats(x.values(), x.at(token), (count - 1) * x.stride() + columns);
                var tile = tiles.asSlice(format.tileBytes(token, columns));
                if (tokens == 1 && !format.rounds()) {
                    tile.copyFrom(rows);
                } else {
                    library.arrange(format, rows, x.stride(), count, columns, tile);
                }
            }
        });
    }

    private static Operand.Order order(boolean rounded) {
        return rounded ? Operand.Order.ROUNDED_TILES : Operand.Order.TILES;
    }

    @Override
    public void product(TensorView w, int rowFrom, int rowTo, Operand x, Rows y, Scratch scratch) {
        var format = formats.get(w.type());
        boolean rounds = format != null && format.rounds();
        var tiles = x.in(order(rounds));
        boolean fits =
                tiles.isPresent() && w.columns() == x.columns() && w.data().isNative();
        if (fits && x.tokens() > 1) {
            panels(w, rowFrom, rowTo, x, tiles.get(), y, scratch);
        } else if (fits && format != null) {
            var weights = w.data().asSlice(rowFrom * w.rowBytes(), (rowTo - rowFrom) * w.rowBytes());
            var sums = floats(y.values(), rowFrom, rowTo - rowFrom);
            library.dot(format, weights, rowTo - rowFrom, x.columns(), tiles.get(), sums);
        } else {
            vectors.product(w, rowFrom, rowTo, x, y, scratch);
        }
    }

    /// Unpacks a panel of rows once and multiplies it with all tokens.
    private void panels(TensorView w, int rowFrom, int rowTo, Operand x, MemorySegment tiled, Rows y, Scratch scratch) {
        int columns = x.columns();
        var format = formats.getOrDefault(w.type(), Format.F32);
        long fitting = PANEL_BYTES / format.panelBytes(LEAST_ROWS, columns) * LEAST_ROWS;
        int most = Math.clamp(fitting, LEAST_ROWS, PANEL_ROWS);
        for (int first = rowFrom; first < rowTo; first += most) {
            int rows = Math.min(most, rowTo - first);
            var panel = scratch.aligned(Scratch.Use.TILES, format.panelBytes(rows, columns));
            unpack(w, first, rows, panel, scratch);
            int width = library.tokens(format);
            int turn = Math.max(1, Math.toIntExact(CALL / columns / rows / width)) * width;
            for (int token = 0; token < x.tokens(); token += turn) {
                int count = Math.min(turn, x.tokens() - token);
                var tiles = tiled.asSlice(format.tileBytes(token, columns));
                var sums = floats(y.values(), y.at(token) + first, (count - 1) * y.stride() + rows);
                library.multiply(format, panel, rows, columns, tiles, count, sums, y.stride());
            }
        }
    }

    private void unpack(TensorView w, int first, int rows, MemorySegment panel, Scratch scratch) {
        int columns = Math.toIntExact(w.columns());
        var format = formats.get(w.type());
        if (format != null) {
            library.unpack(format, w.data().asSlice(first * w.rowBytes(), rows * w.rowBytes()), rows, columns, panel);
            return;
        }
        var plain = scratch.of(Scratch.Use.PANEL, rows * columns);
        vectors.unpack(w.type(), w.data(), first * w.rowBytes(), rows * columns, plain, 0);
        library.unpack(Format.F32, floats(plain, 0, rows * columns), rows, columns, panel);
    }

    private static MemorySegment floats(float[] values, int from, int count) {
        return MemorySegment.ofArray(values).asSlice((long) from * Float.BYTES, (long) count * Float.BYTES);
    }

    @Override
    public float dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
        return vectors.dot(a, aFrom, b, bFrom, count);
    }

    @Override
    public void scores(float[] q, int qFrom, int heads, float[] keys, int headDim, float[] out) {
        vectors.scores(q, qFrom, heads, keys, headDim, out);
    }

    @Override
    public void blend(
            float[] weights, int heads, int from, int to, float[] values, int headDim, float[] sum, int sumFrom) {
        vectors.blend(weights, heads, from, to, values, headDim, sum, sumFrom);
    }

    @Override
    public void exponentials(float[] values, int from, int to, float minus) {
        vectors.exponentials(values, from, to, minus);
    }

    @Override
    public void gate(Activation activation, float[] gate, int gateFrom, float[] up, int upFrom, int count) {
        vectors.gate(activation, gate, gateFrom, up, upFrom, count);
    }
}
