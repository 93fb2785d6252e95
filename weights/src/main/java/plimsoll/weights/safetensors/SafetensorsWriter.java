package plimsoll.weights.safetensors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.writing.GrowingBytes;
import plimsoll.weights.writing.NewFile;

/// Writes safetensors files. The same metadata and tensors, in whichever order, give the same bytes: the types of
/// the widest elements come first, so that every tensor is aligned to its own, and those of one width by name.
/// Nothing is seen of a file before it is complete and on the disk.
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final Comparator<TensorSource> PLACE = Comparator.comparingInt(
                    (TensorSource tensor) -> -tensor.type().blockBytes())
            .thenComparing(TensorSource::name);

    private final Map<String, String> metadata;
    private final List<TensorSource> tensors;

    /// A file of these.
    ///
    /// @throws IllegalArgumentException when safetensors cannot say it: a name twice, a quantised type of GGML
    public SafetensorsWriter(Map<String, String> metadata, List<TensorSource> tensors) {
        this.metadata = new TreeMap<>(metadata);
        this.tensors = tensors.stream().sorted(PLACE).toList();
        var names = new HashSet<String>();
        for (var tensor : tensors) {
            if (!names.add(tensor.name())
                    || SafetensorsTypes.named(tensor.type().name()).isEmpty()) {
                throw new IllegalArgumentException(
                        "safetensors cannot say %s %s".formatted(tensor.name(), tensor.type()));
            }
        }
    }

    /// Writes the file.
    ///
    /// @param replace whether another of this name may give way to it
    /// @throws FileAlreadyExistsException when there is one and it may not
    /// @throws IOException when the disk is full or fails, or a tensor's source does
    public void write(Path target, boolean replace) throws IOException {
        var json = header().getBytes(StandardCharsets.UTF_8);
        int padding = Math.floorMod(-json.length, ALIGNMENT);
        try (var file = NewFile.create(target, replace)) {
            file.write(new GrowingBytes()
                    .int64(json.length + padding)
                    .bytes(json)
                    .bytes(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII))
                    .toSegment());
            for (var tensor : tensors) {
                long begin = file.sizeBytes();
                tensor.contents().writeTo(file);
                if (file.sizeBytes() - begin != tensor.sizeBytes()) {
                    throw new IllegalStateException(
                            "%d bytes for %s".formatted(file.sizeBytes() - begin, tensor.name()));
                }
            }
            file.commit();
        }
    }

    private String header() {
        var json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            json.append(metadata.entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                    .collect(Collectors.joining(",", "\"__metadata__\":{", "}")));
        }
        long offset = 0;
        for (var tensor : tensors) {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append("%s:{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                    .formatted(
                            quoted(tensor.name()),
                            tensor.type(),
                            tensor.shape().toString().replace(" ", ""),
                            offset,
                            offset + tensor.sizeBytes()));
            offset += tensor.sizeBytes();
        }
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
