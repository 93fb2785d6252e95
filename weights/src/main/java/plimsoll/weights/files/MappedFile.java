package plimsoll.weights.files;

import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;
import plimsoll.weights.tensors.TensorTable;
import plimsoll.weights.tensors.TensorView;

/// One file: its header, checked, and then all of it, mapped. The same open file serves both, so that nobody can put
/// another in its place in between.
record MappedFile<H>(Path path, H header, MemorySegment content) {
    /// What reads a header.
    @FunctionalInterface
    interface Headers<H> {
        H read(SeekableByteChannel file) throws IOException;
    }

    static <H> MappedFile<H> open(Path path, Arena arena, Headers<H> headers, ToLongFunction<H> size)
            throws IOException {
        try (var channel = FileChannel.open(path, READ)) {
            var header = headers.read(channel);
            return new MappedFile<>(path, header, channel.map(READ_ONLY, 0, size.applyAsLong(header), arena));
        } catch (MalformedWeights refused) {
            throw refused.in(name(path));
        }
    }

    /// Adds its tensors to those of the files before it.
    void addTo(SequencedMap<String, TensorView> tensors, TensorTable table) throws MalformedWeights {
        for (var entry : table.entries()) {
            if (tensors.putIfAbsent(entry.name(), TensorView.in(content, entry)) != null) {
                throw new MalformedWeights(
                                Fault.DUPLICATE,
                                entry.offset(),
                                "tensor %s is in an earlier file too".formatted(MalformedWeights.quoted(entry.name())))
                        .in(name(path));
            }
        }
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
