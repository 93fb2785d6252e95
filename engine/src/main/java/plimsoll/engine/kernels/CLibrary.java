package plimsoll.engine.kernels;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import plimsoll.engine.quantised.RoundedSums;
import plimsoll.weights.tensors.DType;

/// What `kernels.c` exports. It checks nothing: who calls has checked that all memory is as long as rows, columns and
/// tokens say.
///
/// The calls are critical, so that they may read arrays where they lie; none of them should take a millisecond.
@SuppressWarnings("restricted")
final class CLibrary {
    // Static, so that the compiler knows them and makes a call of a few nanoseconds; the functions are given with each
    // call.
    private static final MethodHandle WIDTH = handle(FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle TOKENS = handle(FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle DOT =
            handle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS));
    private static final MethodHandle UNPACK =
            handle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));
    private static final MethodHandle ARRANGE =
            handle(FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS));
    private static final MethodHandle MULTIPLY = handle(
            FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));

    private final SymbolLookup symbols;
    private final MemorySegment tokens;
    private final MemorySegment dot;
    private final MemorySegment unpack;
    private final MemorySegment arrange;
    private final MemorySegment multiply;
    private final int width;

    /// @throws IllegalArgumentException when this is no library of such kernels, or has none for this processor
    CLibrary(Path path) {
        symbols = SymbolLookup.libraryLookup(path, Arena.global());
        width = width(symbol("plimsoll_width"));
        if (width == 0) {
            throw new IllegalArgumentException("it has none for this processor");
        }
        tokens = symbol("plimsoll_tokens");
        dot = symbol("plimsoll_dot");
        unpack = symbol("plimsoll_unpack");
        arrange = symbol("plimsoll_arrange");
        multiply = symbol("plimsoll_multiply");
    }

    private static MethodHandle handle(FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(descriptor, Linker.Option.critical(true));
    }

    private MemorySegment symbol(String name) {
        return symbols.find(name).orElseThrow(() -> new IllegalArgumentException("it has no " + name));
    }

    private static int width(MemorySegment function) {
        try {
            return (int) WIDTH.invokeExact(function);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /// Floats in a vector.
    int width() {
        return width;
    }

    /// Tokens in a tile for weights of a format.
    int tokens(Format format) {
        try {
            return (int) TOKENS.invokeExact(tokens, format.number);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /// The error that Java has for the same: see [plimsoll.weights.tensors.TensorView].
    private static void check(int read) {
        if (read == 0) {
            throw new InternalError("weights could not be read: their file has been shortened");
        }
    }

    /// `y[r] = weights[r] . x`, of rows that lie one behind the other, and one token: as it is, or arranged for formats
    /// that round it.
    ///
    /// @throws InternalError when the file of the weights has been shortened
    void dot(Format format, MemorySegment weights, int rows, int columns, MemorySegment x, MemorySegment y) {
        try {
            check((int) DOT.invokeExact(dot, format.number, weights, (long) rows, (long) columns, x, y));
        } catch (Error fault) {
            throw fault;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /// Rows that lie one behind the other, in the order of the tiles.
    ///
    /// @throws InternalError when the file of the weights has been shortened
    void unpack(Format format, MemorySegment weights, int rows, int columns, MemorySegment panel) {
        try {
            check((int) UNPACK.invokeExact(unpack, format.number, weights, (long) rows, (long) columns, panel));
        } catch (Error fault) {
            throw fault;
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /// At most [#tokens] rows of `x` as one tile.
    void arrange(Format format, MemorySegment x, int stride, int count, int columns, MemorySegment tile) {
        try {
            ARRANGE.invokeExact(arrange, format.number, x, (long) stride, (long) count, (long) columns, tile);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /// `y[t stride + r] = panel[r] . tiles[t]`.
    void multiply(
            Format format,
            MemorySegment panel,
            int rows,
            int columns,
            MemorySegment tiles,
            int count,
            MemorySegment y,
            int stride) {
        try {
            MULTIPLY.invokeExact(
                    multiply, format.number, panel, (long) rows, (long) columns, tiles, (long) count, y, (long) stride);
        } catch (Throwable thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /// The formats it reads, by its own numbers.
    enum Format {
        F32(0),
        F16(1),
        BF16(2),
        Q8_0(3),
        Q4_0(4),
        Q4_1(5),
        Q5_0(6),
        Q5_1(7),
        Q4_K(8),
        Q5_K(9),
        Q6_K(10);

        /// Bytes behind the tiles that may be read: one token alone is taken eight blocks at a time.
        static final int BEHIND = 256;

        /// Bytes of 32 rounded numbers and of what belongs to them.
        private static final int ROUNDED_BYTES = 52;

        /// Rows of the widest tile of bytes.
        private static final int ROWS = 16;

        private final int number;

        Format(int number) {
            this.number = number;
        }

        /// Whether tokens are rounded to bytes for weights of this format.
        boolean rounds() {
            return RoundedSums.round(type());
        }

        DType type() {
            return DType.valueOf(name());
        }

        /// Bytes of so many tokens as [CLibrary#arrange] leaves them.
        long tileBytes(int tokens, int columns) {
            long numbers = (long) tokens * columns;
            return rounds() ? numbers / RoundedSums.BLOCK * ROUNDED_BYTES : numbers * Float.BYTES;
        }

        /// Bytes of so many rows as [CLibrary#unpack] leaves them.
        long panelBytes(int rows, int columns) {
            long numbers = Math.ceilDiv(rows, ROWS) * (long) ROWS * columns;
            return rounds() ? numbers + numbers / 2 : numbers * Float.BYTES;
        }
    }
}
