package plimsoll.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.engine.fixtures.BuiltKernels;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorView;

/// The C kernels are taken when they are right, and done without in every other case. That they are right in every
/// corner is for [KernelsTest] to say.
class NativeKernelsTest {
    @TempDir
    static Path shared;

    private static Optional<Path> library = Optional.empty();

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws Exception {
        library = BuiltKernels.in(shared);
    }

    @Test
    void whatWasBuiltIsUsed() {
        assumeTrue(library.isPresent(), "no C compiler");
        var chosen = Fastest.of(library.get().toString(), false);
        assertInstanceOf(NativeKernels.class, chosen);
        assertTrue(chosen.description().matches("C kernels, (128|256|512) bits"), chosen.description());
    }

    @Test
    void exactOnesSayThatTheyAre() {
        assumeTrue(library.isPresent(), "no C compiler");
        var chosen = Fastest.of(library.get().toString(), true);
        assertTrue(chosen.description().endsWith(" bits, exact"), chosen.description());
    }

    @Test
    void kernelsThatMiscountAreLeftAlone() throws Exception {
        var wrong = BuiltKernels.in(folder, text -> text.replace("-16.0f : -8.0f", "-16.0f : -7.0f"));
        assumeTrue(wrong.isPresent(), "no C compiler");
        var chosen = Fastest.of(wrong.get().toString(), false);
        assertInstanceOf(VectorKernels.class, chosen);
        assertTrue(chosen.description().endsWith("miscount"), chosen.description());
    }

    /// A fault of memory in C would end the process. Somebody shortens the file of a model that runs.
    @Test
    void weightsThatAreGoneEndTheProductAndNotTheProcess() throws Exception {
        assumeTrue(library.isPresent(), "no C compiler");
        var kernels = Fastest.of(library.get().toString(), false);
        int rows = 256;
        int columns = 1024;
        var path = Files.write(folder.resolve("weights"), new byte[4 * rows * columns]);
        try (var arena = Arena.ofShared();
                var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var workers = new Workers(2)) {
            var bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
            var w = new TensorView("w", DType.F32, TensorShape.of(rows, columns), bytes);
            var y = Rows.of(2, rows);
            for (int tokens : new int[] {1, 2}) {
                var operand = new Operand();
                kernels.arrange(Rows.of(2, columns), tokens, Set.of(DType.F32), workers, operand);
                kernels.product(w, 0, rows, operand, y, new Scratch());
                file.truncate(0);
                assertThrows(InternalError.class, () -> kernels.product(w, 0, rows, operand, y, new Scratch()));
                file.write(ByteBuffer.allocate(4 * rows * columns), 0);
                kernels.product(w, 0, rows, operand, y, new Scratch());
            }
        }
    }

    @Test
    void withoutALibraryVectorsCompute() {
        assertEquals(
                new VectorKernels("; no C kernels were built").description(),
                Fastest.of("", false).description());
    }

    @Test
    void whatIsNoLibraryIsNamedAndLeftAlone() throws Exception {
        var text = Files.writeString(folder.resolve("kernels.so"), "not a library");
        for (var path : new Path[] {text, folder.resolve("missing.so")}) {
            var chosen = Fastest.of(path.toString(), false);
            assertInstanceOf(VectorKernels.class, chosen);
            assertTrue(chosen.description().contains(path.toString()), chosen.description());
        }
    }
}
