package plimsoll.app.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import plimsoll.weights.conversion.FileType;
import plimsoll.weights.conversion.Progress;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.tensors.TensorSource;

/// Where a command writes a model, and how it tells how far it is.
final class ModelOutput {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write (default: beside the model, with the type in its name).")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace the output file if there is one.")
    private boolean force;

    boolean mayReplace() {
        return force;
    }

    /// The file to write.
    ///
    /// @param model what it is made of: a file or a folder
    /// @throws FileAlreadyExistsException before any work is done, when it is there and may not be replaced
    Path target(Path model, FileType type) throws IOException {
        var target = output != null ? output : beside(model, type);
        if (!force && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        return target;
    }

    /// Tells on `err` which tensor is being written.
    static Progress progress(PrintWriter err) {
        return (TensorSource tensor, int number, int of) -> {
            err.println("[%d/%d] %s %s %s".formatted(number, of, tensor.name(), tensor.type(), tensor.shape()));
            err.flush();
        };
    }

    /// Says what was written, read back from the disk.
    static void report(ModelErrand errand, Path target) throws IOException {
        try (var written = ModelFile.open(target)) {
            var size = String.format(Locale.ROOT, "%,d", written.sizeBytes());
            errand.print(
                    Map.of(
                            "file", target.toString(),
                            "sizeBytes", written.sizeBytes(),
                            "tensors", written.tensors().size()),
                    List.of("%s: %d tensors, %s bytes"
                            .formatted(target, written.tensors().size(), size)));
        }
    }

    private static Path beside(Path model, FileType type) {
        var path = model.toAbsolutePath().normalize();
        var name = String.valueOf(path.getFileName()).replaceFirst("(-\\d{5}-of-\\d{5})?\\.(gguf|safetensors)$", "");
        for (var other : FileType.values()) {
            if (name.toUpperCase(Locale.ROOT).endsWith("-" + other)) {
                name = name.substring(0, name.length() - other.name().length() - 1);
                break;
            }
        }
        return path.resolveSibling("%s-%s.gguf".formatted(name, type));
    }
}
