package plimsoll.weights.safetensors;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorTable;

/// What a safetensors file says about itself: everything before the first byte of tensor data.
///
/// @param metadata the free text under `__metadata__`, in the order of the file; empty when there is none
/// @param tensors offsets are from the start of the file
/// @param dataOffset where tensor data begins, in bytes from the start of the file
/// @param fileSizeBytes the size of the whole file when it was read
public record SafetensorsHeader(
        SequencedMap<String, String> metadata, TensorTable tensors, long dataOffset, long fileSizeBytes) {
    public SafetensorsHeader {
        metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
    }

    /// Reads the header and checks it against the size of the file: the tensors cover the data exactly, each byte once.
    /// Reads at most 100 MB, keeps at most 64 MiB of names and values, and at most 100,000 tensors.
    ///
    /// @param file read from its first byte; neither closed nor left at any particular position
    /// @throws MalformedWeights when the file breaks a rule of the format, or a limit
    /// @throws IOException when the channel fails
    public static SafetensorsHeader read(SeekableByteChannel file) throws IOException {
        return new SafetensorsReader(file).read();
    }
}
