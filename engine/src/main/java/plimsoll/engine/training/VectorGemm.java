package plimsoll.engine.training;

import static plimsoll.engine.quantised.Lanes.FLOATS;
import static plimsoll.engine.quantised.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The product in tiles of five rows by two vectors, kept in registers: with a sixth row the compiler spilled them, at
/// half the speed. b is packed into panels that stay in the first cache; a is read where it lies when its rows do, or
/// else turned first.
final class VectorGemm implements Gemm {
    private static final int ROWS = 5;
    private static final int COLUMNS = 2 * WIDTH;

    /// The inner index is gone through in runs of so many.
    private static final int DEPTH = 256;

    /// The rows of a that stay in the second cache.
    private static final int HEIGHT = 32 * ROWS;

    /// From row to row of what was turned: rows that lie a power of two apart crowd into few places of the cache.
    private static final int STRIDE = DEPTH + 16;

    private final float[] turned = new float[HEIGHT * STRIDE];
    private float[] panels = new float[0];
    private final float[] edgeA = new float[ROWS * STRIDE];
    private final float[] edgeC = new float[ROWS * COLUMNS];

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c, int m, int n, int k, boolean add) {
        int columns = (n + COLUMNS - 1) / COLUMNS * COLUMNS;
        if (panels.length < columns * DEPTH) {
            panels = new float[columns * DEPTH];
        }
        for (int row = 0; row < m && !add; row++) {
            Arrays.fill(c.values, c.from + row * c.rowStep, c.from + row * c.rowStep + n, 0);
        }
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            pack(b, p, n, depth);
            for (int row = 0; row < m; row += HEIGHT) {
                int height = Math.min(HEIGHT, m - row);
                int at = a.from + row * a.rowStep + p * a.columnStep;
                if (a.columnStep == 1) {
                    block(a.values, at, a.rowStep, c, row, height, n, depth);
                } else {
                    turn(a, at, height, depth);
                    block(turned, 0, STRIDE, c, row, height, n, depth);
                }
            }
        }
    }

    private void block(float[] a, int atA, int rowA, Matrix c, int row, int height, int n, int depth) {
        for (int column = 0; column < n; column += COLUMNS) {
            int panel = column * depth;
            for (int i = 0; i < height; i += ROWS) {
                int at = c.from + (row + i) * c.rowStep + column;
                if (i + ROWS <= height && column + COLUMNS <= n) {
                    tile(a, atA + i * rowA, rowA, panels, panel, depth, c.values, at, c.rowStep);
                } else {
                    int rows = Math.min(ROWS, height - i);
                    edge(a, atA + i * rowA, rowA, panel, depth, c, at, rows, Math.min(COLUMNS, n - column));
                }
            }
        }
    }

    /// A tile of which a part lies outside of c.
    private void edge(float[] a, int atA, int rowA, int panel, int depth, Matrix c, int at, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(a, atA + row * rowA, edgeA, row * STRIDE, depth);
            System.arraycopy(c.values, at + row * c.rowStep, edgeC, row * COLUMNS, columns);
        }
        tile(edgeA, 0, STRIDE, panels, panel, depth, edgeC, 0, COLUMNS);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(edgeC, row * COLUMNS, c.values, at + row * c.rowStep, columns);
        }
    }

    /// Writes rows of b in panels of so many columns as a tile has: for each p, its part of the row. What is missing in
    /// the last panel is whatever was there: it meets no column of c.
    private void pack(Matrix b, int p, int n, int depth) {
        for (int column = 0; column < n; column += COLUMNS) {
            int from = b.from + p * b.rowStep + column * b.columnStep;
            int width = Math.min(COLUMNS, n - column);
            if (b.columnStep != 1) {
                lines(b.values, from, b.columnStep, b.rowStep, panels, column * depth, width, depth);
            } else if (width == COLUMNS) {
                vectors(b.values, from, b.rowStep, panels, column * depth, depth);
            } else {
                for (int q = 0; q < depth; q++) {
                    System.arraycopy(b.values, from + q * b.rowStep, panels, column * depth + q * COLUMNS, width);
                }
            }
        }
    }

    private static void vectors(float[] from, int at, int step, float[] to, int panel, int depth) {
        for (int q = 0; q < depth; q++) {
            FloatVector.fromArray(FLOATS, from, at + q * step).intoArray(to, panel + q * COLUMNS);
            FloatVector.fromArray(FLOATS, from, at + q * step + WIDTH).intoArray(to, panel + q * COLUMNS + WIDTH);
        }
    }

    private static void lines(
            float[] from, int at, int lineStep, int step, float[] to, int panel, int width, int depth) {
        for (int line = 0; line < width; line++) {
            int first = at + line * lineStep;
            for (int q = 0; q < depth; q++) {
                to[panel + q * COLUMNS + line] = from[first + q * step];
            }
        }
    }

    /// Lays out rows of a one behind the other.
    private void turn(Matrix a, int at, int height, int depth) {
        float[] from = a.values;
        for (int q = 0; q < depth; q++) {
            int first = at + q * a.columnStep;
            for (int row = 0; row < height; row++) {
                turned[row * STRIDE + q] = from[first + row * a.rowStep];
            }
        }
    }

    private static void tile(
            float[] a, int atA, int rowA, float[] b, int atB, int depth, float[] c, int atC, int rowStep) {
        var c00 = FloatVector.fromArray(FLOATS, c, atC);
        var c01 = FloatVector.fromArray(FLOATS, c, atC + WIDTH);
        var c10 = FloatVector.fromArray(FLOATS, c, atC + rowStep);
        var c11 = FloatVector.fromArray(FLOATS, c, atC + rowStep + WIDTH);
        var c20 = FloatVector.fromArray(FLOATS, c, atC + 2 * rowStep);
        var c21 = FloatVector.fromArray(FLOATS, c, atC + 2 * rowStep + WIDTH);
        var c30 = FloatVector.fromArray(FLOATS, c, atC + 3 * rowStep);
        var c31 = FloatVector.fromArray(FLOATS, c, atC + 3 * rowStep + WIDTH);
        var c40 = FloatVector.fromArray(FLOATS, c, atC + 4 * rowStep);
        var c41 = FloatVector.fromArray(FLOATS, c, atC + 4 * rowStep + WIDTH);
        int a1 = atA + rowA;
        int a2 = a1 + rowA;
        int a3 = a2 + rowA;
        int a4 = a3 + rowA;
        for (int p = 0; p < depth; p++) {
            var b0 = FloatVector.fromArray(FLOATS, b, atB + p * COLUMNS);
            var b1 = FloatVector.fromArray(FLOATS, b, atB + p * COLUMNS + WIDTH);
            var x = FloatVector.broadcast(FLOATS, a[atA + p]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(FLOATS, a[a1 + p]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(FLOATS, a[a2 + p]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(FLOATS, a[a3 + p]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(FLOATS, a[a4 + p]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + WIDTH);
        c10.intoArray(c, atC + rowStep);
        c11.intoArray(c, atC + rowStep + WIDTH);
        c20.intoArray(c, atC + 2 * rowStep);
        c21.intoArray(c, atC + 2 * rowStep + WIDTH);
        c30.intoArray(c, atC + 3 * rowStep);
        c31.intoArray(c, atC + 3 * rowStep + WIDTH);
        c40.intoArray(c, atC + 4 * rowStep);
        c41.intoArray(c, atC + 4 * rowStep + WIDTH);
    }
}
