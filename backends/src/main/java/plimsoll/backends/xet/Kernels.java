package plimsoll.backends.xet;

import plimsoll.domain.xet.Blake3Kernel;
import plimsoll.domain.xet.ScalarBlake3;

/// Chooses what hashes. Apart from what it chooses, which cannot even be loaded where the module of vectors is missing.
public final class Kernels {
    private Kernels() {}

    /// The fastest kernel of this machine and this start: vectors need the module that offers them.
    public static Blake3Kernel fastest() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? new OnceAsked() : new ScalarBlake3();
    }

    /// Vectors, made ready at the first hash: their module takes a second of processor time, which no start should wait
    /// for.
    private static final class OnceAsked implements Blake3Kernel {
        @Override
        public String description() {
            return Ready.VECTORS.description();
        }

        @Override
        public void leaves(int[] key, byte[] bytes, int from, int count, int[] values) {
            Ready.VECTORS.leaves(key, bytes, from, count, values);
        }

        @Override
        public void parents(int[] key, int[] values, int count) {
            Ready.VECTORS.parents(key, values, count);
        }

        private static final class Ready {
            static final Blake3Kernel VECTORS = new VectorBlake3();
        }
    }
}
