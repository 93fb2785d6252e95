package plimsoll.weights.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.RawBytes;
import plimsoll.weights.fixtures.SafetensorsFile;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorEntry;
import plimsoll.weights.tensors.TensorShape;

class SafetensorsHeaderTest {
    @Test
    void aSmallModelIsReadWhole() throws Exception {
        var file = new SafetensorsFile()
                .metadata(Map.of("format", "pt"))
                .tensor("embed.weight", DType.F32, List.of(16L, 4L))
                .tensor("norm.weight", DType.BF16, List.of(4L))
                .toBytes();
        var header = SafetensorsHeader.read(InMemoryFile.of(file));
        long data = header.dataOffset();
        assertEquals(file.length - 256 - 8, data);
        assertEquals(file.length, header.fileSizeBytes());
        assertEquals(Map.of("format", "pt"), header.metadata());
        assertEquals(
                List.of(
                        new TensorEntry("embed.weight", DType.F32, TensorShape.of(16, 4), data, 256),
                        new TensorEntry("norm.weight", DType.BF16, TensorShape.of(4), data + 256, 8)),
                header.tensors().entries());
    }

    @Test
    void aFileMayBeEmpty() throws Exception {
        var header = SafetensorsHeader.read(InMemoryFile.of(SafetensorsFile.withHeader("{}", 0)));
        assertEquals(List.of(), header.tensors().entries());
        assertEquals(Map.of(), header.metadata());
    }

    @Test
    void everyElementTypeOfTheFormatIsKnown() throws Exception {
        var file = new SafetensorsFile();
        var types = EnumSet.range(DType.F64, DType.F4);
        types.forEach(type -> file.tensor(type.name(), type, List.of(8L)));
        var header = SafetensorsHeader.read(InMemoryFile.of(file.toBytes()));
        assertEquals(22, types.size());
        assertEquals(
                List.copyOf(types),
                header.tensors().entries().stream().map(TensorEntry::dtype).toList());
    }

    @Test
    void tensorsComeInTheOrderOfTheirBytes() throws Exception {
        var json = """
                { "late": {"data_offsets":[4, 8], "shape":[1], "dtype":"F32"},
                \t"none": {"data_offsets":[4,4],"dtype":"I8","shape":[3,0]},
                  "early":{"dtype":"F32","shape":[],"data_offsets":[0,4]}, "__metadata__":{} }\
                """;
        var header = SafetensorsHeader.read(InMemoryFile.of(SafetensorsFile.withHeader(json, 8)));
        assertEquals(
                List.of("early", "none", "late"),
                header.tensors().entries().stream().map(TensorEntry::name).toList());
    }

    @Test
    void escapedAndPlainTextMeanTheSame() throws Exception {
        var expected = new LinkedHashMap<String, String>();
        expected.put("größe", "\"\\/\b\f\n\r\t é 漢 😀");
        var json = """
                {"__metadata__":{"gr\\u00f6\\u00DFe":"\\"\\\\\\/\\b\\f\\n\\r\\t \\u00e9 \\u6f22 \\ud83d\\uDE00"}}\
                """;
        assertEquals(expected, read(json).metadata());
        assertEquals(
                expected,
                read("{\"__metadata__\":{\"größe\":\"\\\"\\\\/\\b\\f\\n\\r\\t é 漢 😀\"}}")
                        .metadata());
    }

    @Test
    void theDataIsNotRead() throws Exception {
        var json = "{\"x\":{\"dtype\":\"I8\",\"shape\":[1099511627776],\"data_offsets\":[0,1099511627776]}}";
        var start = new RawBytes().int64(json.length()).ascii(json);
        var file = InMemoryFile.pretending(start.toBytes(), start.size() + (1L << 40));
        assertEquals(1L << 40, SafetensorsHeader.read(file).tensors().parameters());
        assertTrue(file.bytesRead() <= 64 * 1024);
    }

    private static SafetensorsHeader read(String json) throws Exception {
        return SafetensorsHeader.read(InMemoryFile.of(SafetensorsFile.withHeader(json, 0)));
    }
}
