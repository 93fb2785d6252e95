package plimsoll.weights.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plimsoll.weights.fixtures.GgufFile;
import plimsoll.weights.fixtures.Hostile;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.Mutations;
import plimsoll.weights.fixtures.Seeds;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Flag;
import plimsoll.weights.gguf.GgufValue.Real;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;

class GgufHeaderProperty {
    private static final Map<Integer, DType> TYPES =
            Map.of(0, DType.F32, 1, DType.F16, 2, DType.Q4_0, 8, DType.Q8_0, 24, DType.I8, 40, DType.NVFP4);

    private record Described(String name, DType dtype, TensorShape shape) {}

    @Test
    void whatIsWrittenIsRead() {
        Seeds.each(300, random -> {
            var file = GgufFile.of(2 + random.nextInt(2), 8 << random.nextInt(6));
            var metadata = addKeys(file, random);
            var tensors = addTensors(file, random);
            var header = read(file.toBytes());
            header.metadata().forEach((key, value) -> {
                if (!key.equals("general.alignment")) {
                    assertEquals(metadata.get(key), withoutOffset(value), key);
                }
            });
            assertEquals(List.copyOf(metadata.keySet()), keysOf(header));
            assertEquals(
                    tensors,
                    header.tensors().entries().stream()
                            .map(entry -> new Described(entry.name(), entry.dtype(), entry.shape()))
                            .toList());
        });
    }

    @Test
    void aDamagedFileIsRefusedOrStillMakesSense() {
        Seeds.each(Mutations.count(), random -> {
            var file = GgufFile.usual();
            addKeys(file, random);
            addTensors(file, random);
            Hostile.read(Mutations.of(file.toBytes(), random), GgufHeader::read)
                    .ifPresent(header ->
                            Hostile.assertLaidOut(header.tensors(), header.dataOffset(), header.fileSizeBytes()));
        });
    }

    private static GgufHeader read(byte[] file) {
        try {
            return GgufHeader.read(InMemoryFile.of(file));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static List<String> keysOf(GgufHeader header) {
        return header.metadata().keySet().stream()
                .filter(key -> !key.equals("general.alignment"))
                .toList();
    }

    private static Map<String, GgufValue> addKeys(GgufFile file, RandomGenerator random) {
        var metadata = new LinkedHashMap<String, GgufValue>();
        for (int i = random.nextInt(6); i > 0; i--) {
            var key = Seeds.text(random, 12) + i;
            var value = random.nextInt(3) == 0 ? array(random) : one(type(random), random);
            metadata.put(key, value);
            file.key(key, value);
        }
        return metadata;
    }

    private static List<Described> addTensors(GgufFile file, RandomGenerator random) {
        var described = new ArrayList<Described>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int number = List.copyOf(TYPES.keySet()).get(random.nextInt(TYPES.size()));
            var dtype = TYPES.getOrDefault(number, DType.F32);
            long[] dimensions = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToLong(_ -> 1 + random.nextInt(3))
                    .toArray();
            dimensions[dimensions.length - 1] *= dtype.blockElements();
            var shape = TensorShape.of(dimensions);
            var name = Seeds.text(random, 8) + i;
            described.add(new Described(name, dtype, shape));
            file.tensor(name, number, fastestFirst(shape), dtype.sizeBytes(shape.parameters()));
        }
        return described;
    }

    private static List<Long> fastestFirst(TensorShape shape) {
        return IntStream.range(0, shape.rank())
                .mapToObj(axis -> shape.dimension(shape.rank() - 1 - axis))
                .toList();
    }

    private static GgufType type(RandomGenerator random) {
        var types = List.of(GgufType.values());
        var type = types.get(random.nextInt(types.size()));
        return type == GgufType.ARRAY ? GgufType.STRING : type;
    }

    private static Array array(RandomGenerator random) {
        var type = type(random);
        int length = random.nextInt(20);
        var elements =
                IntStream.range(0, length).mapToObj(_ -> one(type, random)).toList();
        return new Array(type, length, elements, 0);
    }

    private static GgufValue one(GgufType type, RandomGenerator random) {
        return switch (type) {
            case UINT8 -> new Whole(type, random.nextInt(1 << 8));
            case INT8 -> new Whole(type, (byte) random.nextInt());
            case UINT16 -> new Whole(type, random.nextInt(1 << 16));
            case INT16 -> new Whole(type, (short) random.nextInt());
            case UINT32 -> new Whole(type, random.nextLong(1L << 32));
            case INT32 -> new Whole(type, random.nextInt());
            case UINT64, INT64 -> new Whole(type, random.nextLong());
            case FLOAT32 -> new Real(type, random.nextFloat());
            case FLOAT64 -> new Real(type, random.nextDouble());
            case BOOL -> new Flag(random.nextBoolean());
            case STRING, ARRAY -> new Text(Seeds.text(random, 30));
        };
    }

    private static GgufValue withoutOffset(GgufValue value) {
        return value instanceof Array(var type, var length, var first, var _)
                ? new Array(type, length, first, 0)
                : value;
    }
}
