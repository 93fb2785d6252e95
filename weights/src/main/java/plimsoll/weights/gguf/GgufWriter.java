package plimsoll.weights.gguf;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.writing.GrowingBytes;
import plimsoll.weights.writing.NewFile;

/// Writes GGUF files, version 3, little-endian, aligned to 32 bytes. The same metadata and tensors in the same
/// order give the same bytes. Nothing is seen of a file before it is complete and on the disk.
public final class GgufWriter {
    private static final int VERSION = 3;

    /// Of a tensor's name, as the reader has it.
    private static final int MAX_NAME_BYTES = 127;

    private final GgufMetadata metadata;
    private final List<TensorSource> tensors;

    /// A file of these.
    ///
    /// @throws IllegalArgumentException when GGUF cannot say it: a name twice or too long, a shape of none or
    ///     more than four dimensions or of rows that are not whole blocks, a type that it has no number for
    public GgufWriter(GgufMetadata metadata, List<TensorSource> tensors) {
        this.metadata = metadata;
        this.tensors = List.copyOf(tensors);
        var names = new HashSet<String>();
        for (var tensor : tensors) {
            check(tensor, names.add(tensor.name()));
        }
    }

    private static void check(TensorSource tensor, boolean isNew) {
        int rank = tensor.shape().rank();
        if (!isNew || tensor.name().getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("a name twice, or too long: " + tensor.name());
        }
        if (rank < 1
                || rank > TensorInfos.MAX_DIMENSIONS
                || !tensor.type().fills(tensor.shape().dimension(rank - 1))
                || tensor.shape().parameters() == 0
                || GgmlTypes.numberOf(tensor.type()).isEmpty()) {
            throw new IllegalArgumentException(
                    "GGUF cannot say %s %s %s".formatted(tensor.name(), tensor.type(), tensor.shape()));
        }
    }

    /// Writes the file.
    ///
    /// @param replace whether another of this name may give way to it
    /// @throws FileAlreadyExistsException when there is one and it may not
    /// @throws IOException when the disk is full or fails, or a tensor's source does
    public void write(Path target, boolean replace) throws IOException {
        try (var file = NewFile.create(target, replace)) {
            file.write(header().toSegment());
            for (var tensor : tensors) {
                file.padTo(GgufReader.DEFAULT_ALIGNMENT);
                long begin = file.sizeBytes();
                tensor.contents().writeTo(file);
                if (file.sizeBytes() - begin != tensor.sizeBytes()) {
                    throw new IllegalStateException(
                            "%d bytes for %s".formatted(file.sizeBytes() - begin, tensor.name()));
                }
            }
            file.padTo(GgufReader.DEFAULT_ALIGNMENT);
            file.commit();
        }
    }

    private GrowingBytes header() {
        var bytes = new GrowingBytes().int32(GgufReader.MAGIC).int32(VERSION).int64(tensors.size());
        bytes.int64(metadata.fields().size());
        metadata.fields().forEach((key, field) -> bytes.string(key).bytes(field.toArray(ValueLayout.JAVA_BYTE)));
        long offset = 0;
        for (var tensor : tensors) {
            describe(tensor, offset, bytes);
            offset = TensorInfos.padded(offset + tensor.sizeBytes(), GgufReader.DEFAULT_ALIGNMENT);
        }
        return bytes;
    }

    private static void describe(TensorSource tensor, long offset, GrowingBytes bytes) {
        int rank = tensor.shape().rank();
        bytes.string(tensor.name()).int32(rank);
        for (int axis = rank - 1; axis >= 0; axis--) {
            bytes.int64(tensor.shape().dimension(axis));
        }
        bytes.int32(GgmlTypes.numberOf(tensor.type()).orElseThrow()).int64(offset);
    }
}
