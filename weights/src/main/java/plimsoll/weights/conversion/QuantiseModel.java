package plimsoll.weights.conversion;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.gguf.GgufWriter;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;

/// Writes a GGUF model in another precision, everything else as it is. A split model comes out in one file.
public final class QuantiseModel {
    /// The version of the quantised formats that all readers since 2023 understand.
    static final int QUANTISATION_VERSION = 2;

    private final FileType wanted;
    private final boolean again;
    private final Progress progress;

    /// A quantiser.
    ///
    /// @param again whether what was quantised before may be quantised a second time, which loses more than
    ///     quantising the original once
    public QuantiseModel(FileType wanted, boolean again, Progress progress) {
        this.wanted = wanted;
        this.again = again;
        this.progress = progress;
    }

    /// Writes the model.
    ///
    /// @param replace whether a file at `target` may give way
    /// @throws ConversionRefused when a tensor's type cannot be read, or was quantised before, or a number does
    ///     not fit
    /// @throws FileAlreadyExistsException when there is a file at `target` and it may not give way
    /// @throws IOException when reading or writing fails
    public void write(GgufModel model, Path target, boolean replace) throws IOException {
        var metadata = model.metadata()
                .put("general.quantization_version", QUANTISATION_VERSION)
                .put("general.file_type", wanted.number());
        new GgufWriter(metadata, tensors(model)).write(target, replace);
    }

    /// What would be written.
    ///
    /// @throws ConversionRefused as [#write] does, but for numbers that do not fit
    public List<TensorSource> tensors(GgufModel model) throws ConversionRefused {
        var architecture = model.header().architecture().orElse("");
        long layers = model.header().whole(architecture + ".block_count").orElse(0);
        var choice = new TypeChoice(
                wanted,
                architecture,
                Math.clamp(layers, 0, 100_000),
                !model.tensors().containsKey("output.weight"));
        var sources = new ArrayList<TensorSource>();
        for (var tensor : model.tensors().values()) {
            sources.add(source(tensor, choice));
        }
        return Announced.each(sources, progress);
    }

    private TensorSource source(TensorView tensor, TypeChoice choice) throws ConversionRefused {
        var type = choice.of(tensor.name(), tensor.shape(), tensor.type());
        if (type == tensor.type()) {
            return TensorSource.of(tensor);
        }
        if (tensor.type().blockElements() > 1 && !again) {
            throw new ConversionRefused(
                    "tensor %s is %s already; quantising it a second time loses more than quantising the original once"
                            .formatted(MalformedWeights.quoted(tensor.name()), tensor.type()));
        }
        return Recoding.of(tensor.name(), tensor.shape(), FloatRows.of(tensor), type);
    }
}
