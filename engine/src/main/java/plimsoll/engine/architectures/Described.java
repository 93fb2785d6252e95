package plimsoll.engine.architectures;

import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.files.SafetensorsModel;

/// A model that can be run: its shape, and weights that fit it.
public record Described(Transformer shape, Weights weights) {
    /// Describes an opened model. Its weights stay in the file, which has to stay open.
    ///
    /// @param kernels which have to be able to read them
    /// @throws ModelRefused when it is none of the families, or says something that cannot be
    public static Described of(ModelFile file, Kernels kernels) throws ModelRefused {
        return switch (file) {
            case GgufModel gguf -> new GgufDescription(gguf, kernels).read();
            case SafetensorsModel folder -> new FolderDescription(folder, kernels).read();
        };
    }

    /// The same model with these changes.
    ///
    /// @throws IllegalArgumentException when they do not fit
    public Described with(Overlay overlay) {
        return new Described(shape, overlay.applyTo(weights));
    }
}
