package plimsoll.weights.safetensors;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plimsoll.weights.tensors.MalformedWeights;

/// A `*.safetensors.index.json`: which of several files of one model holds which tensor.
///
/// @param shardByTensor the file's name, always a plain one in the folder of the index, by tensor, in the order of the
///     index
/// @param declaredBytes what the index says all tensors take together, as [#totalSizeBytes()] gives it
public record SafetensorsIndex(
        SequencedMap<String, String> shardByTensor,
        @Nullable Long declaredBytes) {
    public SafetensorsIndex {
        shardByTensor = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(shardByTensor));
    }

    /// Reads an index of at most 100 MB, 500,000 tensors and 64 MiB of names. What it says of the shards is not checked
    /// against them.
    ///
    /// @param file read from its first byte; neither closed nor left at any particular position
    /// @throws MalformedWeights when the file is no such index, or breaks a limit
    /// @throws IOException when the channel fails
    public static SafetensorsIndex read(SeekableByteChannel file) throws IOException {
        return new IndexReader(file).read();
    }

    /// The names of the files, each once, in order.
    public SortedSet<String> shards() {
        return new TreeSet<>(shardByTensor.values());
    }

    /// Bytes of all tensors together, as the writer of the index counted them; empty when it did not say.
    public OptionalLong totalSizeBytes() {
        return declaredBytes == null ? OptionalLong.empty() : OptionalLong.of(declaredBytes);
    }
}
