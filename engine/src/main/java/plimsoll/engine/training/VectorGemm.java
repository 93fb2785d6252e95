package plimsoll.engine.training;

import static plimsoll.engine.quantised.Lanes.FLOATS;
import static plimsoll.engine.quantised.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The product in tiles of five rows by two vectors, kept in registers: a sixth row made the compiler spill, at half
/// the
/// speed. Both factors are packed into panels first, so that the inner loop reads memory in order. A panel of b stays
/// in
/// the first cache, a block of a in the second.
final class VectorGemm implements Gemm {
    private static final int ROWS = 5;
    private static final int COLUMNS = 2 * WIDTH;

    /// The inner index is gone through in runs of so many.
    private static final int DEPTH = 256;

    /// The rows of a that are packed at once.
    private static final int HEIGHT = 32 * ROWS;

    private final float[] packedA = new float[HEIGHT * DEPTH];
    private float[] packedB = new float[0];
    private final float[] edge = new float[ROWS * COLUMNS];

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c, int m, int n, int k, boolean add) {
        int panels = (n + COLUMNS - 1) / COLUMNS;
        if (packedB.length < panels * COLUMNS * DEPTH) {
            packedB = new float[panels * COLUMNS * DEPTH];
        }
        for (int row = 0; row < m && !add; row++) {
            Arrays.fill(c.values, c.from + row * c.rowStep, c.from + row * c.rowStep + n, 0);
        }
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            pack(b.values, b.from + p * b.rowStep, b.columnStep, b.rowStep, n, depth, COLUMNS, packedB);
            for (int row = 0; row < m; row += HEIGHT) {
                int height = Math.min(HEIGHT, m - row);
                pack(
                        a.values,
                        a.from + row * a.rowStep + p * a.columnStep,
                        a.rowStep,
                        a.columnStep,
                        height,
                        depth,
                        ROWS,
                        packedA);
                block(c, row, height, n, depth);
            }
        }
    }

    private void block(Matrix c, int row, int height, int n, int depth) {
        for (int column = 0; column < n; column += COLUMNS) {
            int panelB = column * depth;
            for (int i = 0; i < height; i += ROWS) {
                int at = c.from + (row + i) * c.rowStep + column;
                if (i + ROWS <= height && column + COLUMNS <= n) {
                    tile(packedA, i * depth, packedB, panelB, depth, c.values, at, c.rowStep);
                } else {
                    int rows = Math.min(ROWS, height - i);
                    int columns = Math.min(COLUMNS, n - column);
                    edge(i * depth, panelB, depth, c.values, at, c.rowStep, rows, columns);
                }
            }
        }
    }

    /// A tile of which a part lies outside of c.
    private void edge(int a, int b, int depth, float[] c, int at, int rowStep, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(c, at + row * rowStep, edge, row * COLUMNS, columns);
        }
        tile(packedA, a, packedB, b, depth, edge, 0, COLUMNS);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(edge, row * COLUMNS, c, at + row * rowStep, columns);
        }
    }

    /// Writes panels of `width` lines each: for every p, the p-th element of each line. What is missing in the last one
    /// is zero.
    private static void pack(
            float[] from, int at, int lineStep, int step, int lines, int depth, int width, float[] panels) {
        for (int line = 0; line < lines; line += width) {
            int panel = line * depth;
            int there = Math.min(width, lines - line);
            int first = at + line * lineStep;
            if (lineStep == 1) {
                for (int p = 0; p < depth; p++) {
                    System.arraycopy(from, first + p * step, panels, panel + p * width, there);
                }
            } else {
                for (int i = 0; i < there; i++) {
                    scatter(from, first + i * lineStep, step, depth, width, panels, panel + i);
                }
            }
            for (int p = 0; p < depth && there < width; p++) {
                Arrays.fill(panels, panel + p * width + there, panel + (p + 1) * width, 0);
            }
        }
    }

    private static void scatter(float[] from, int at, int step, int depth, int width, float[] panels, int panel) {
        for (int p = 0; p < depth; p++) {
            panels[panel + p * width] = from[at + p * step];
        }
    }

    private static void tile(float[] a, int atA, float[] b, int atB, int depth, float[] c, int atC, int rowStep) {
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
        for (int p = 0; p < depth; p++) {
            var b0 = FloatVector.fromArray(FLOATS, b, atB + p * COLUMNS);
            var b1 = FloatVector.fromArray(FLOATS, b, atB + p * COLUMNS + WIDTH);
            int line = atA + p * ROWS;
            var x = FloatVector.broadcast(FLOATS, a[line]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(FLOATS, a[line + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(FLOATS, a[line + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(FLOATS, a[line + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            x = FloatVector.broadcast(FLOATS, a[line + 4]);
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
