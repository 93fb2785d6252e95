package plimsoll.engine.training;

import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.NativeKernels;
import plimsoll.engine.kernels.ScalarKernels;
import plimsoll.engine.kernels.VectorKernels;

/// Products of matrices: `c = a b`, or `c += a b`.
///
/// Each element of c is one chain of fused multiply-adds in the order of the inner index, which begins at 0 or at
/// what c held. Vectors and blocks lie across such chains and never within one, so any vector width and any blocking
/// give the same bits. [ScalarGemm] is the one to read, [VectorGemm] the one to run.
///
/// One thread: an instance holds the memory it packs into.
sealed interface Gemm permits ScalarGemm, VectorGemm {
    /// Multiplies.
    ///
    /// @param c rows whose elements lie side by side
    /// @param m rows of a and c
    /// @param n columns of b and c
    /// @param k columns of a, rows of b
    /// @param add whether to add to what c holds
    void multiply(Matrix a, Matrix b, Matrix c, int m, int n, int k, boolean add);

    /// The one that goes with these kernels.
    static Gemm like(Kernels kernels) {
        return switch (kernels) {
            case ScalarKernels _ -> new ScalarGemm();
            case VectorKernels _, NativeKernels _ -> new VectorGemm();
        };
    }
}
