package plimsoll.weights.safetensors;

import static plimsoll.weights.tensors.MalformedWeights.Fault.SHAPE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.SIZE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.SYNTAX;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;
import static plimsoll.weights.tensors.MalformedWeights.Fault.UNKNOWN_TYPE;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.IOException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import plimsoll.weights.json.JsonReader;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;
import plimsoll.weights.tensors.TensorEntry;
import plimsoll.weights.tensors.TensorShape;

/// A tensor as the header describes it: its size agrees with its shape, its place in the data is still unchecked.
///
/// @param begin where its bytes begin, counted from the start of the data
/// @param end where they end
/// @param keyOffset where in the file its name stands
record DescribedTensor(String name, DType dtype, TensorShape shape, long begin, long end, long keyOffset) {
    /// Published names have below 200.
    private static final int MAX_NAME_CHARACTERS = 4096;

    /// PyTorch stops at 64; nobody has published more than 8.
    private static final int MAX_DIMENSIONS = 32;

    static DescribedTensor read(JsonReader json, String name, long keyOffset) throws IOException {
        if (name.length() > MAX_NAME_CHARACTERS) {
            throw new MalformedWeights(
                    TOO_LONG,
                    keyOffset,
                    "a tensor name of %d characters, where %d are allowed"
                            .formatted(name.length(), MAX_NAME_CHARACTERS));
        }
        var fields = new Fields(name, keyOffset);
        json.object(Fields.COUNT, "fields of one tensor", (field, at) -> fields.read(json, field, at));
        return fields.tensor();
    }

    /// A refusal of this tensor.
    ///
    /// @param reason what the tensor does, without its name
    MalformedWeights refuse(Fault fault, String reason) {
        return refuse(fault, keyOffset, name, reason);
    }

    /// Its entry, now that it is known to lie where it says.
    TensorEntry entry(long dataOffset) {
        return new TensorEntry(name, dtype, shape, dataOffset + begin, end - begin);
    }

    private static MalformedWeights refuse(Fault fault, long at, String name, String reason) {
        return new MalformedWeights(fault, at, "tensor %s %s".formatted(quoted(name), reason));
    }

    /// The three fields of a tensor, which come in any order.
    private static final class Fields {
        static final int COUNT = 3;

        private final String name;
        private final long keyOffset;
        private @Nullable DType dtype;
        private @Nullable TensorShape shape;
        private long @Nullable [] edges;

        Fields(String name, long keyOffset) {
            this.name = name;
            this.keyOffset = keyOffset;
        }

        void read(JsonReader json, String field, long at) throws IOException {
            switch (field) {
                case "dtype" -> dtype = readType(json, at);
                case "shape" -> shape = readShape(json, at);
                case "data_offsets" -> edges = readEdges(json, at);
                default -> throw refuse(SYNTAX, at, name, "has a field %s".formatted(quoted(field)));
            }
        }

        private DType readType(JsonReader json, long at) throws IOException {
            var type = json.string();
            return SafetensorsTypes.named(type)
                    .orElseThrow(() -> refuse(UNKNOWN_TYPE, at, name, "has the unknown type " + quoted(type)));
        }

        private TensorShape readShape(JsonReader json, long at) throws IOException {
            try {
                return TensorShape.of(readNumbers(json, MAX_DIMENSIONS, "dimensions"));
            } catch (ArithmeticException overflow) {
                throw refuse(SIZE, at, name, "is larger than any file can be");
            }
        }

        private long[] readEdges(JsonReader json, long at) throws IOException {
            var read = readNumbers(json, 2, "data_offsets");
            if (read.length != 2 || read[0] > read[1]) {
                throw refuse(SYNTAX, at, name, "has data_offsets that are not a begin and an end");
            }
            return read;
        }

        private static long[] readNumbers(JsonReader json, int most, String what) throws IOException {
            var numbers = LongStream.builder();
            json.array(most, what, () -> numbers.add(json.count()));
            return numbers.build().toArray();
        }

        DescribedTensor tensor() throws MalformedWeights {
            if (dtype == null || shape == null || edges == null) {
                throw refuse(SYNTAX, keyOffset, name, "lacks one of dtype, shape and data_offsets");
            }
            if (!dtype.fills(shape.parameters())) {
                throw refuse(SHAPE, keyOffset, name, "of %s %s does not fill whole bytes".formatted(dtype, shape));
            }
            if (edges[1] - edges[0] != sizeBytes(dtype, shape)) {
                throw refuse(
                        SIZE,
                        keyOffset,
                        name,
                        "of %s %s is given %d bytes".formatted(dtype, shape, edges[1] - edges[0]));
            }
            return new DescribedTensor(name, dtype, shape, edges[0], edges[1], keyOffset);
        }

        private long sizeBytes(DType type, TensorShape dimensions) throws MalformedWeights {
            try {
                return type.sizeBytes(dimensions.parameters());
            } catch (ArithmeticException overflow) {
                throw refuse(SIZE, keyOffset, name, "is larger than any file can be");
            }
        }
    }
}
