package plimsoll.engine.training;

/// A view of a matrix in an array: the element (r, c) is `values[from + r * rowStep + c * columnStep]`. Its sizes are
/// those of the product it takes part in.
final class Matrix {
    final float[] values;
    final int from;
    final int rowStep;
    final int columnStep;

    private Matrix(float[] values, int from, int rowStep, int columnStep) {
        this.values = values;
        this.from = from;
        this.rowStep = rowStep;
        this.columnStep = columnStep;
    }

    /// Rows one after the other, `rowStep` apart.
    static Matrix rows(float[] values, int from, int rowStep) {
        return new Matrix(values, from, rowStep, 1);
    }

    /// The same numbers with rows and columns exchanged.
    Matrix transposed() {
        return new Matrix(values, from, columnStep, rowStep);
    }
}
