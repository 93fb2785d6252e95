package plimsoll.engine.kernels;

import java.util.Arrays;

/// A table of floats, one row for each token of a step: what flows between two kernels.
///
/// Rows lie a little further apart than they are long when their length is a multiple of 4 KiB: otherwise the same
/// column of all rows would fight for one place in the processor's cache.
public final class Rows {
    private static final int CROWDED = 1024;
    private static final int GAP = 16;

    private final float[] values;
    private final int columns;
    private final int stride;

    private Rows(float[] values, int columns, int stride) {
        this.values = values;
        this.columns = columns;
        this.stride = stride;
    }

    /// A table of zeros.
    public static Rows of(int rows, int columns) {
        int stride = strideOf(columns);
        return new Rows(new float[Math.multiplyExact(rows, stride)], columns, stride);
    }

    /// How many floats a row takes, the gap behind it included.
    public static int strideOf(int columns) {
        return columns % CROWDED == 0 ? columns + GAP : columns;
    }

    /// The numbers themselves, shared.
    public float[] values() {
        return values;
    }

    /// Where a row begins in [#values()].
    public int at(int row) {
        return row * stride;
    }

    /// Numbers in a row.
    public int columns() {
        return columns;
    }

    /// From one row to the next.
    public int stride() {
        return stride;
    }

    /// A copy of one row.
    public float[] copyOfRow(int row) {
        return Arrays.copyOfRange(values, at(row), at(row) + columns);
    }

    /// Copies a row of another table of as many columns.
    public void setRow(int row, Rows from, int fromRow) {
        System.arraycopy(from.values, from.at(fromRow), values, at(row), columns);
    }
}
