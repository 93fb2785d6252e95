package plimsoll.weights.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorView;

/// A model on disk whose tensors can be read: memory-mapped, so that opening costs no more than its headers, and many
/// processes share one copy.
///
/// Any number of threads may use it. [#close()] unmaps: every later access to a tensor throws
/// `IllegalStateException`.
public sealed interface ModelFile extends AutoCloseable permits GgufModel, SafetensorsModel {
    /// Opens a model. `path` is a GGUF file (any file of a split model stands for all of them), a safetensors file,
    /// the `*.safetensors.index.json` of a sharded model, or a folder that holds one of these. What a file is, its
    /// first bytes decide.
    ///
    /// @throws MalformedWeights when a file breaks a rule of its format or a limit, or a part of it is missing
    /// @throws IOException when there is nothing at `path`, or it cannot be read
    static ModelFile open(Path path) throws IOException {
        return switch (ModelPath.of(path)) {
            case ModelPath.Gguf(var file) -> GgufModel.open(file);
            case ModelPath.Safetensors(var file) -> SafetensorsModel.openOne(file);
            case ModelPath.SafetensorsIndex(var file) -> SafetensorsModel.openSharded(file);
        };
    }

    /// The files it consists of, in order; for a sharded safetensors model without the index.
    List<Path> parts();

    /// The folder that holds it, and what goes with it: `config.json`, a tokenizer.
    Path folder();

    /// All tensors by name, in the order in which they lie in the files.
    SequencedMap<String, TensorView> tensors();

    /// The tensor of this name.
    default Optional<TensorView> tensor(String name) {
        return Optional.ofNullable(tensors().get(name));
    }

    /// Bytes of all files together.
    long sizeBytes();

    /// Unmaps the files.
    ///
    /// @throws IllegalStateException when a foreign function is using one of its tensors at this moment
    @Override
    void close();
}
