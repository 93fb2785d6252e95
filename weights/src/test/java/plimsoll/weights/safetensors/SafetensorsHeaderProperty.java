package plimsoll.weights.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plimsoll.weights.fixtures.Hostile;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.Mutations;
import plimsoll.weights.fixtures.SafetensorsFile;
import plimsoll.weights.fixtures.Seeds;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;

class SafetensorsHeaderProperty {
    private static final List<DType> TYPES = List.copyOf(EnumSet.range(DType.F64, DType.F4));

    private record Described(String name, DType dtype, TensorShape shape) {}

    @Test
    void whatIsWrittenIsRead() {
        Seeds.each(300, random -> {
            var metadata = metadata(random);
            var file = new SafetensorsFile().metadata(metadata);
            var tensors = addTensors(file, random);
            var header = read(file.toBytes());
            assertEquals(metadata, header.metadata());
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
            var file = new SafetensorsFile().metadata(metadata(random));
            addTensors(file, random);
            var damaged = Mutations.of(file.toBytes(), random);
            Hostile.read(damaged, SafetensorsHeader::read)
                    .ifPresent(header ->
                            Hostile.assertLaidOut(header.tensors(), header.dataOffset(), header.fileSizeBytes()));
        });
    }

    private static SafetensorsHeader read(byte[] file) {
        try {
            return SafetensorsHeader.read(InMemoryFile.of(file));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static Map<String, String> metadata(RandomGenerator random) {
        var metadata = new LinkedHashMap<String, String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            metadata.put(Seeds.text(random, 10) + i, Seeds.text(random, 40));
        }
        return metadata;
    }

    /// None of them empty: those share their offset with the next, and come before it whatever the order of the names.
    private static List<Described> addTensors(SafetensorsFile file, RandomGenerator random) {
        var described = new ArrayList<Described>();
        for (int i = random.nextInt(6); i > 0; i--) {
            var dtype = TYPES.get(random.nextInt(TYPES.size()));
            long[] dimensions = IntStream.range(0, 1 + random.nextInt(4))
                    .mapToLong(_ -> 1 + random.nextInt(3))
                    .toArray();
            dimensions[0] *= dtype.blockElements();
            var name = Seeds.text(random, 10) + i;
            described.add(new Described(name, dtype, TensorShape.of(dimensions)));
            file.tensor(
                    name,
                    dtype,
                    IntStream.range(0, dimensions.length)
                            .mapToObj(axis -> dimensions[axis])
                            .toList());
        }
        return described;
    }
}
