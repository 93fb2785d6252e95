package plimsoll.weights.files;

import static plimsoll.weights.tensors.MalformedWeights.Fault.NOT_THIS_FORMAT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import plimsoll.weights.tensors.MalformedWeights;

/// What is found where a model is said to be.
sealed interface ModelPath {
    /// A GGUF file, or one of a split model.
    record Gguf(Path file) implements ModelPath {}

    /// A safetensors file that holds the whole model.
    record Safetensors(Path file) implements ModelPath {}

    /// The index of a model in several safetensors files.
    record SafetensorsIndex(Path file) implements ModelPath {}

    byte[] GGUF = "GGUF".getBytes(StandardCharsets.US_ASCII);
    String INDEX_ENDING = ".safetensors.index.json";

    static ModelPath of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return in(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such file");
        }
        return file(path);
    }

    private static ModelPath file(Path file) throws IOException {
        if (name(file).endsWith(INDEX_ENDING)) {
            return new SafetensorsIndex(file);
        }
        return beginsLikeGguf(file) ? new Gguf(file) : new Safetensors(file);
    }

    /// The usual names first, as transformers looks for them; then the only model file, if there is only one.
    private static ModelPath in(Path folder) throws IOException {
        for (var usual : List.of("model" + INDEX_ENDING, "model.safetensors")) {
            if (Files.isRegularFile(folder.resolve(usual))) {
                return file(folder.resolve(usual));
            }
        }
        List<Path> models;
        try (var files = Files.list(folder)) {
            models = files.filter(ModelPath::isFirstOfModel).sorted().toList();
        }
        if (models.size() != 1) {
            throw new MalformedWeights(
                    NOT_THIS_FORMAT,
                    0,
                    models.isEmpty()
                            ? "no model in this folder: neither a .gguf nor a .safetensors file"
                            : "%d models in this folder; name one of them, such as %s"
                                    .formatted(models.size(), name(models.getFirst())));
        }
        return file(models.getFirst());
    }

    private static boolean isFirstOfModel(Path file) {
        var name = name(file);
        boolean isPart = SplitName.of(name).map(split -> split.number() > 1).orElse(false);
        return Files.isRegularFile(file) && !isPart && (name.endsWith(".gguf") || name.endsWith(".safetensors"));
    }

    private static boolean beginsLikeGguf(Path file) throws IOException {
        var first = ByteBuffer.allocate(GGUF.length);
        try (var channel = Files.newByteChannel(file)) {
            while (first.hasRemaining() && channel.read(first) >= 0) {
                // A channel may give fewer bytes than it has.
            }
        }
        return Arrays.equals(first.array(), GGUF);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
