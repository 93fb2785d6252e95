package plimsoll.weights.gguf;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorTable;

/// What a GGUF file says about itself: everything before the first byte of tensor data.
///
/// @param version 2 or 3
/// @param alignment every tensor begins at a multiple of so many bytes from `dataOffset`
/// @param metadata by key, in the order of the file
/// @param tensors offsets are from the start of the file, shapes outermost dimension first
/// @param dataOffset where tensor data begins, in bytes from the start of the file; past its end when there is none
/// @param fileSizeBytes the size of the whole file when it was read
public record GgufHeader(
        int version,
        int alignment,
        SequencedMap<String, GgufValue> metadata,
        TensorTable tensors,
        long dataOffset,
        long fileSizeBytes) {
    /// How many elements of an array are kept. Enough for one entry a layer in any model; far fewer than a vocabulary.
    public static final int KEPT_ELEMENTS = 1024;

    public GgufHeader {
        metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
    }

    /// Reads the header and checks it against the size of the file: all that is described is there, once. Reads at most
    /// 128 MiB, keeps at most 64 MiB of names and values, and at most 100,000 tensors and 10,000 keys.
    ///
    /// @param file read from its first byte; neither closed nor left at any particular position
    /// @throws MalformedWeights when the file breaks a rule of the format, or a limit
    /// @throws IOException when the channel fails
    public static GgufHeader read(SeekableByteChannel file) throws IOException {
        return new GgufReader(file).read();
    }

    /// The model family, such as `llama`: the word that begins the keys of its hyper-parameters.
    public Optional<String> architecture() {
        return text("general.architecture");
    }

    /// The value of a key, when there is one and it is a text.
    public Optional<String> text(String key) {
        return metadata.get(key) instanceof Text(var value) ? Optional.of(value) : Optional.empty();
    }

    /// The value of a key, when there is one and it is a whole number that a `long` can hold.
    public OptionalLong whole(String key) {
        return metadata.get(key) instanceof Whole(var type, var value) && (type != GgufType.UINT64 || value >= 0)
                ? OptionalLong.of(value)
                : OptionalLong.empty();
    }

    /// The value of a key, when there is one and it is an array.
    public Optional<Array> array(String key) {
        return metadata.get(key) instanceof Array array ? Optional.of(array) : Optional.empty();
    }
}
