package plimsoll.engine.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The C kernels, built for a test with the compiler of this machine.
final class BuiltKernels {
    private static final Path SOURCE = Path.of("src/main/c/kernels.c");

    private BuiltKernels() {}

    /// The library, in this folder; empty when there is no compiler.
    static Optional<Path> in(Path folder) throws IOException, InterruptedException {
        return in(folder, Files.readString(SOURCE));
    }

    /// The library of another text.
    static Optional<Path> in(Path folder, String text) throws IOException, InterruptedException {
        var source = Files.writeString(folder.resolve("kernels.c"), text);
        var library = folder.resolve("kernels.so");
        try {
            var compiler = new ProcessBuilder(
                            "cc",
                            "-O3",
                            "-ffp-contract=off",
                            "-shared",
                            "-fPIC",
                            "-o",
                            library.toString(),
                            source.toString())
                    .inheritIO()
                    .start();
            if (compiler.waitFor() != 0) {
                throw new IOException("the C kernels do not compile");
            }
            return Optional.of(library);
        } catch (IOException none) {
            if (Path.of("/usr/bin/cc").toFile().exists()) {
                throw none;
            }
            return Optional.empty();
        }
    }
}
