package plimsoll.engine.kernels;

import static plimsoll.engine.quantised.Lanes.FLOATS;
import static plimsoll.engine.quantised.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import plimsoll.engine.quantised.Lanes;
import plimsoll.engine.quantised.Summation;

/// Many rows times many tokens, four rows and up to six tokens at a time in registers: each number that is loaded is
/// used four or six times.
///
/// The 64 lanes of a sum do not fit into registers 24 times. So the columns are gone through in passes, each of
/// which adds up one vector's part of the lanes: columns `part, part + 64, part + 128 ...`. The order within a lane
/// is that of [Summation], and so is the result.
///
/// Numbers are laid out for it first: part by part, in each part row by row, so that a pass reads what lies behind each
/// other, and so that no vector lies across two lines of the processor's cache. An array of Java's always does.
final class Tile {
    static final int ROWS = 4;
    static final int TOKENS = 6;
    static final int LANES = Summation.LANES;

    /// Six tokens take 24 vectors for the sums: more than the 16 that processors with 8 lanes have.
    private static final boolean MANY_REGISTERS = WIDTH != 8;

    private Tile() {}

    /// Bytes of so many rows, laid out.
    static long bytes(int rows, int columns) {
        return (long) rows * columns * Float.BYTES;
    }

    /// Lays out one of `rows` rows.
    ///
    /// @param columns whole turns of [#LANES]
    static void lay(float[] from, int at, int columns, MemorySegment into, int row, int rows) {
        int run = run(columns);
        for (int part = 0; part < LANES / WIDTH; part++) {
            int to = (part * rows + row) * run;
            int end = to + run;
            for (int k = at + part * WIDTH; to < end; k += LANES, to += WIDTH) {
                FloatVector.fromArray(FLOATS, from, k)
                        .intoMemorySegment(into, (long) Float.BYTES * to, ByteOrder.LITTLE_ENDIAN);
            }
        }
    }

    /// Floats of one part of a row.
    private static int run(int columns) {
        return columns / LANES * WIDTH;
    }

    /// `y[t][first + r] = panel[r] . x[t]`, both laid out.
    ///
    /// @param lanes room for [#LANES] numbers for each row of the panel, in whole fours, and each of [#TOKENS]
    static void multiply(
            MemorySegment panel, int rows, MemorySegment x, int tokens, int columns, Rows y, int first, float[] lanes) {
        int run = run(columns);
        for (int token = 0; token < tokens; ) {
            int width = width(tokens - token);
            for (int part = 0; part < LANES / WIDTH; part++) {
                for (int row = 0; row < rows; row += ROWS) {
                    part(panel, rows, x, tokens, part, row, token, width, run, lanes);
                }
            }
            int done = Math.min(width, tokens - token);
            for (int row = 0; row < rows; row++) {
                for (int t = 0; t < done; t++) {
                    y.values()[y.at(token + t) + first + row] = Lanes.total(lanes, (row * TOKENS + t) * LANES);
                }
            }
            token += width;
        }
    }

    /// How many tokens to take next: one that is missing at the end is the last one twice.
    private static int width(int left) {
        if (!MANY_REGISTERS) {
            return left <= 2 || left == 4 ? 2 : 3;
        }
        if (left <= 2) {
            return 2;
        }
        return left <= 4 || left == 7 || left == 8 ? 4 : TOKENS;
    }

    private static void part(
            MemorySegment panel,
            int rows,
            MemorySegment x,
            int tokens,
            int part,
            int row,
            int token,
            int width,
            int run,
            float[] lanes) {
        int above = part * rows;
        int lastRow = rows - 1;
        int before = part * tokens;
        int lastToken = tokens - 1;
        int at = row * TOKENS * LANES + part * WIDTH;
        int w0 = (above + row) * run;
        int w1 = (above + Math.min(row + 1, lastRow)) * run;
        int w2 = (above + Math.min(row + 2, lastRow)) * run;
        int w3 = (above + Math.min(row + 3, lastRow)) * run;
        int x0 = (before + token) * run;
        int x1 = (before + Math.min(token + 1, lastToken)) * run;
        if (width == 2) {
            byTwo(panel, w0, w1, w2, w3, x, x0, x1, run, lanes, at);
            return;
        }
        int x2 = (before + Math.min(token + 2, lastToken)) * run;
        if (width == 3) {
            byThree(panel, w0, w1, w2, w3, x, x0, x1, x2, run, lanes, at);
            return;
        }
        int x3 = (before + Math.min(token + 3, lastToken)) * run;
        if (width == 4) {
            byFour(panel, w0, w1, w2, w3, x, x0, x1, x2, x3, run, lanes, at);
            return;
        }
        int x4 = (before + Math.min(token + 4, lastToken)) * run;
        int x5 = (before + Math.min(token + 5, lastToken)) * run;
        bySix(panel, w0, w1, w2, w3, x, x0, x1, x2, x3, x4, x5, run, lanes, at);
    }

    // Indices stay ints: with one long base for all the compiler unrolls, and then has not registers enough.
    private static FloatVector load(MemorySegment from, int at) {
        return FloatVector.fromMemorySegment(FLOATS, from, 4L * at, ByteOrder.LITTLE_ENDIAN);
    }

    private static void byTwo(
            MemorySegment w,
            int w0,
            int w1,
            int w2,
            int w3,
            MemorySegment x,
            int x0,
            int x1,
            int run,
            float[] lanes,
            int at) {
        var zero = FloatVector.zero(FLOATS);
        FloatVector s00, s01, s10, s11, s20, s21, s30, s31;
        s00 = s01 = s10 = s11 = s20 = s21 = s30 = s31 = zero;
        for (int k = 0; k < run; k += WIDTH) {
            var v0 = load(x, x0 + k);
            var v1 = load(x, x1 + k);
            var row0 = load(w, w0 + k);
            s00 = row0.fma(v0, s00);
            s01 = row0.fma(v1, s01);
            var row1 = load(w, w1 + k);
            s10 = row1.fma(v0, s10);
            s11 = row1.fma(v1, s11);
            var row2 = load(w, w2 + k);
            s20 = row2.fma(v0, s20);
            s21 = row2.fma(v1, s21);
            var row3 = load(w, w3 + k);
            s30 = row3.fma(v0, s30);
            s31 = row3.fma(v1, s31);
        }
        s00.intoArray(lanes, at + 0 * LANES);
        s01.intoArray(lanes, at + 1 * LANES);
        s10.intoArray(lanes, at + 6 * LANES);
        s11.intoArray(lanes, at + 7 * LANES);
        s20.intoArray(lanes, at + 12 * LANES);
        s21.intoArray(lanes, at + 13 * LANES);
        s30.intoArray(lanes, at + 18 * LANES);
        s31.intoArray(lanes, at + 19 * LANES);
    }

    private static void byThree(
            MemorySegment w,
            int w0,
            int w1,
            int w2,
            int w3,
            MemorySegment x,
            int x0,
            int x1,
            int x2,
            int run,
            float[] lanes,
            int at) {
        var zero = FloatVector.zero(FLOATS);
        FloatVector s00, s01, s02, s10, s11, s12, s20, s21, s22, s30, s31, s32;
        s00 = s01 = s02 = s10 = s11 = s12 = s20 = s21 = s22 = s30 = s31 = s32 = zero;
        for (int k = 0; k < run; k += WIDTH) {
            var v0 = load(x, x0 + k);
            var v1 = load(x, x1 + k);
            var v2 = load(x, x2 + k);
            var row0 = load(w, w0 + k);
            s00 = row0.fma(v0, s00);
            s01 = row0.fma(v1, s01);
            s02 = row0.fma(v2, s02);
            var row1 = load(w, w1 + k);
            s10 = row1.fma(v0, s10);
            s11 = row1.fma(v1, s11);
            s12 = row1.fma(v2, s12);
            var row2 = load(w, w2 + k);
            s20 = row2.fma(v0, s20);
            s21 = row2.fma(v1, s21);
            s22 = row2.fma(v2, s22);
            var row3 = load(w, w3 + k);
            s30 = row3.fma(v0, s30);
            s31 = row3.fma(v1, s31);
            s32 = row3.fma(v2, s32);
        }
        s00.intoArray(lanes, at + 0 * LANES);
        s01.intoArray(lanes, at + 1 * LANES);
        s02.intoArray(lanes, at + 2 * LANES);
        s10.intoArray(lanes, at + 6 * LANES);
        s11.intoArray(lanes, at + 7 * LANES);
        s12.intoArray(lanes, at + 8 * LANES);
        s20.intoArray(lanes, at + 12 * LANES);
        s21.intoArray(lanes, at + 13 * LANES);
        s22.intoArray(lanes, at + 14 * LANES);
        s30.intoArray(lanes, at + 18 * LANES);
        s31.intoArray(lanes, at + 19 * LANES);
        s32.intoArray(lanes, at + 20 * LANES);
    }

    private static void byFour(
            MemorySegment w,
            int w0,
            int w1,
            int w2,
            int w3,
            MemorySegment x,
            int x0,
            int x1,
            int x2,
            int x3,
            int run,
            float[] lanes,
            int at) {
        var zero = FloatVector.zero(FLOATS);
        FloatVector s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33;
        s00 = s01 = s02 = s03 = s10 = s11 = s12 = s13 = s20 = s21 = s22 = s23 = s30 = s31 = s32 = s33 = zero;
        for (int k = 0; k < run; k += WIDTH) {
            var v0 = load(x, x0 + k);
            var v1 = load(x, x1 + k);
            var v2 = load(x, x2 + k);
            var v3 = load(x, x3 + k);
            var row0 = load(w, w0 + k);
            s00 = row0.fma(v0, s00);
            s01 = row0.fma(v1, s01);
            s02 = row0.fma(v2, s02);
            s03 = row0.fma(v3, s03);
            var row1 = load(w, w1 + k);
            s10 = row1.fma(v0, s10);
            s11 = row1.fma(v1, s11);
            s12 = row1.fma(v2, s12);
            s13 = row1.fma(v3, s13);
            var row2 = load(w, w2 + k);
            s20 = row2.fma(v0, s20);
            s21 = row2.fma(v1, s21);
            s22 = row2.fma(v2, s22);
            s23 = row2.fma(v3, s23);
            var row3 = load(w, w3 + k);
            s30 = row3.fma(v0, s30);
            s31 = row3.fma(v1, s31);
            s32 = row3.fma(v2, s32);
            s33 = row3.fma(v3, s33);
        }
        s00.intoArray(lanes, at + 0 * LANES);
        s01.intoArray(lanes, at + 1 * LANES);
        s02.intoArray(lanes, at + 2 * LANES);
        s03.intoArray(lanes, at + 3 * LANES);
        s10.intoArray(lanes, at + 6 * LANES);
        s11.intoArray(lanes, at + 7 * LANES);
        s12.intoArray(lanes, at + 8 * LANES);
        s13.intoArray(lanes, at + 9 * LANES);
        s20.intoArray(lanes, at + 12 * LANES);
        s21.intoArray(lanes, at + 13 * LANES);
        s22.intoArray(lanes, at + 14 * LANES);
        s23.intoArray(lanes, at + 15 * LANES);
        s30.intoArray(lanes, at + 18 * LANES);
        s31.intoArray(lanes, at + 19 * LANES);
        s32.intoArray(lanes, at + 20 * LANES);
        s33.intoArray(lanes, at + 21 * LANES);
    }

    private static void bySix(
            MemorySegment w,
            int w0,
            int w1,
            int w2,
            int w3,
            MemorySegment x,
            int x0,
            int x1,
            int x2,
            int x3,
            int x4,
            int x5,
            int run,
            float[] lanes,
            int at) {
        var zero = FloatVector.zero(FLOATS);
        FloatVector s00,
                s01,
                s02,
                s03,
                s04,
                s05,
                s10,
                s11,
                s12,
                s13,
                s14,
                s15,
                s20,
                s21,
                s22,
                s23,
                s24,
                s25,
                s30,
                s31,
                s32,
                s33,
                s34,
                s35;
        s00 = s01 = s02 = s03 = s04 = s05 = s10 = s11 =
                s12 = s13 = s14 = s15 = s20 = s21 = s22 = s23 = s24 = s25 = s30 = s31 = s32 = s33 = s34 = s35 = zero;
        for (int k = 0; k < run; k += WIDTH) {
            var v0 = load(x, x0 + k);
            var v1 = load(x, x1 + k);
            var v2 = load(x, x2 + k);
            var v3 = load(x, x3 + k);
            var v4 = load(x, x4 + k);
            var v5 = load(x, x5 + k);
            var row0 = load(w, w0 + k);
            s00 = row0.fma(v0, s00);
            s01 = row0.fma(v1, s01);
            s02 = row0.fma(v2, s02);
            s03 = row0.fma(v3, s03);
            s04 = row0.fma(v4, s04);
            s05 = row0.fma(v5, s05);
            var row1 = load(w, w1 + k);
            s10 = row1.fma(v0, s10);
            s11 = row1.fma(v1, s11);
            s12 = row1.fma(v2, s12);
            s13 = row1.fma(v3, s13);
            s14 = row1.fma(v4, s14);
            s15 = row1.fma(v5, s15);
            var row2 = load(w, w2 + k);
            s20 = row2.fma(v0, s20);
            s21 = row2.fma(v1, s21);
            s22 = row2.fma(v2, s22);
            s23 = row2.fma(v3, s23);
            s24 = row2.fma(v4, s24);
            s25 = row2.fma(v5, s25);
            var row3 = load(w, w3 + k);
            s30 = row3.fma(v0, s30);
            s31 = row3.fma(v1, s31);
            s32 = row3.fma(v2, s32);
            s33 = row3.fma(v3, s33);
            s34 = row3.fma(v4, s34);
            s35 = row3.fma(v5, s35);
        }
        s00.intoArray(lanes, at + 0 * LANES);
        s01.intoArray(lanes, at + 1 * LANES);
        s02.intoArray(lanes, at + 2 * LANES);
        s03.intoArray(lanes, at + 3 * LANES);
        s04.intoArray(lanes, at + 4 * LANES);
        s05.intoArray(lanes, at + 5 * LANES);
        s10.intoArray(lanes, at + 6 * LANES);
        s11.intoArray(lanes, at + 7 * LANES);
        s12.intoArray(lanes, at + 8 * LANES);
        s13.intoArray(lanes, at + 9 * LANES);
        s14.intoArray(lanes, at + 10 * LANES);
        s15.intoArray(lanes, at + 11 * LANES);
        s20.intoArray(lanes, at + 12 * LANES);
        s21.intoArray(lanes, at + 13 * LANES);
        s22.intoArray(lanes, at + 14 * LANES);
        s23.intoArray(lanes, at + 15 * LANES);
        s24.intoArray(lanes, at + 16 * LANES);
        s25.intoArray(lanes, at + 17 * LANES);
        s30.intoArray(lanes, at + 18 * LANES);
        s31.intoArray(lanes, at + 19 * LANES);
        s32.intoArray(lanes, at + 20 * LANES);
        s33.intoArray(lanes, at + 21 * LANES);
        s34.intoArray(lanes, at + 22 * LANES);
        s35.intoArray(lanes, at + 23 * LANES);
    }
}
