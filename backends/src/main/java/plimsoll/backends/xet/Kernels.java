package plimsoll.backends.xet;

import plimsoll.domain.xet.Blake3Kernel;
import plimsoll.domain.xet.ScalarBlake3;

/// Chooses what hashes. Apart from what it chooses, which cannot even be loaded where the module of vectors is missing.
public final class Kernels {
    private Kernels() {}

    /// The fastest kernel of this machine and this start: vectors need the module that offers them.
    public static Blake3Kernel fastest() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new VectorBlake3()
                : new ScalarBlake3();
    }
}
