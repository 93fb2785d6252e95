package plimsoll.engine.architectures;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import plimsoll.engine.architectures.ModelRefused.Reason;
import plimsoll.engine.kernels.Kernels;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorView;

/// The tensors of a file by the names that GGUF gives them, each with the shape the description demands, or a refusal
/// that says which and why. Remembers what was asked for, so that what nobody asked for can be named too.
final class NamedTensors {
    private final ModelFile file;
    private final UnaryOperator<String> names;
    private final Kernels kernels;
    private final float normShift;
    private final Set<String> used = new HashSet<>();

    /// @param names from GGUF's name to the file's
    /// @param normShift added to the weights of norms
    NamedTensors(ModelFile file, UnaryOperator<String> names, Kernels kernels, float normShift) {
        this.file = file;
        this.names = names;
        this.kernels = kernels;
        this.normShift = normShift;
    }

    boolean has(String name) {
        return file.tensor(names.apply(name)).isPresent();
    }

    /// Marks a tensor as known though it is not read.
    void ignore(String fileName) {
        used.add(fileName);
    }

    TensorView matrix(String name, long rows, long columns) throws ModelRefused {
        return read(name, TensorShape.of(rows, columns));
    }

    /// The first row of a matrix that may have more.
    Gains firstRow(String name, long columns) throws ModelRefused {
        var found = file.tensor(names.apply(name));
        var matrix = matrix(name, found.map(TensorView::rows).orElse(1L), columns);
        var values = new float[Math.toIntExact(columns)];
        kernels.unpack(matrix.type(), matrix.data(), 0, values.length, values, 0);
        return Gains.of(values);
    }

    Optional<Linear> linearIfThere(String name, long rows, long columns) throws ModelRefused {
        return has(name + ".weight") ? Optional.of(linear(name, rows, columns)) : Optional.empty();
    }

    Linear linear(String name, long rows, long columns) throws ModelRefused {
        var bias = name + ".bias";
        return new Linear(
                matrix(name + ".weight", rows, columns),
                has(bias) ? Optional.of(floats(bias, rows, 0)) : Optional.empty(),
                List.of());
    }

    Gains norm(String name, long count) throws ModelRefused {
        return floats(name + ".weight", count, normShift);
    }

    Optional<Gains> normIf(boolean wanted, String name, long count) throws ModelRefused {
        return wanted ? Optional.of(norm(name, count)) : Optional.empty();
    }

    Gains floats(String name, long count, float shift) throws ModelRefused {
        var tensor = read(name, TensorShape.of(count));
        var values = new float[Math.toIntExact(count)];
        kernels.unpack(tensor.type(), tensor.data(), 0, values.length, values, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] += shift;
        }
        return Gains.of(values);
    }

    private TensorView read(String name, TensorShape expected) throws ModelRefused {
        var fileName = names.apply(name);
        var tensor = file.tensor(fileName).orElseThrow(() -> ModelRefused.missing(fileName));
        if (!tensor.shape().equals(expected)) {
            throw new ModelRefused(
                    Reason.WRONG_SHAPE,
                    "tensor %s is %s, where %s is needed"
                            .formatted(MalformedWeights.quoted(fileName), tensor.shape(), expected));
        }
        if (!kernels.reads(tensor.type()) || !tensor.type().fills(tensor.columns())) {
            throw new ModelRefused(
                    Reason.UNSUPPORTED_TYPE,
                    "tensor %s is %s, which does not run here"
                            .formatted(MalformedWeights.quoted(fileName), tensor.type()));
        }
        used.add(fileName);
        return tensor;
    }

    /// A tensor that nobody asked for is a part of the model that would be left out.
    void refuseLeftovers() throws ModelRefused {
        for (var name : file.tensors().keySet()) {
            if (!used.contains(name)) {
                throw ModelRefused.unsupported("the model has a tensor %s, which this engine does not know"
                        .formatted(MalformedWeights.quoted(name)));
            }
        }
    }
}
