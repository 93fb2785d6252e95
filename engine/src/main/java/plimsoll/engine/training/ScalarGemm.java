package plimsoll.engine.training;

/// The product as [Gemm] defines it, one number at a time.
final class ScalarGemm implements Gemm {
    @Override
    public void multiply(Matrix a, Matrix b, Matrix c, int m, int n, int k, boolean add) {
        for (int row = 0; row < m; row++) {
            for (int column = 0; column < n; column++) {
                int at = c.from + row * c.rowStep + column;
                float sum = add ? c.values[at] : 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(
                            a.values[a.from + row * a.rowStep + p * a.columnStep],
                            b.values[b.from + p * b.rowStep + column * b.columnStep],
                            sum);
                }
                c.values[at] = sum;
            }
        }
    }
}
