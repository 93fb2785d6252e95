package plimsoll.weights.conversion;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.safetensors.SafetensorsWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorSource;

/// Writes the shards of a safetensors model as one file, its floats in one precision, everything else as it is.
public final class MergeShards {
    private final FileType wanted;
    private final Progress progress;

    /// A merger into one type.
    ///
    /// @param wanted F32, F16 or BF16: safetensors knows no blocks
    /// @throws ConversionRefused when it is none of these
    public MergeShards(FileType wanted, Progress progress) throws ConversionRefused {
        if (wanted.isQuantised()) {
            throw new ConversionRefused("safetensors has no %s; F32, F16 and BF16 can be written".formatted(wanted));
        }
        this.wanted = wanted;
        this.progress = progress;
    }

    /// Writes the model.
    ///
    /// @param replace whether a file at `target` may give way
    /// @throws ConversionRefused when a number does not fit
    /// @throws FileAlreadyExistsException when there is a file at `target` and it may not give way
    /// @throws IOException when reading or writing fails
    public void write(SafetensorsModel model, Path target, boolean replace) throws IOException {
        var sources = new ArrayList<TensorSource>();
        for (var tensor : model.tensors().values()) {
            var type = tensor.type();
            boolean isFloat = type == DType.F32 || type == DType.F16 || type == DType.BF16;
            sources.add(
                    isFloat && type != wanted.most()
                            ? Recoding.of(tensor.name(), tensor.shape(), FloatRows.of(tensor), wanted.most())
                            : TensorSource.of(tensor));
        }
        new SafetensorsWriter(model.metadata(), Announced.each(sources, progress)).write(target, replace);
    }
}
