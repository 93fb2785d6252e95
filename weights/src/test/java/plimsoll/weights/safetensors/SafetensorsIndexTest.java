package plimsoll.weights.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.SafetensorsFile;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

class SafetensorsIndexTest {
    @Test
    void anIndexSaysWhereEachTensorIs() throws Exception {
        var index = read("""
                {
                  "metadata": {"total_parameters": 7.5, "total_size": 30, "by": ["somebody", null, true, {"a": -1e3}]},
                  "weight_map": {
                    "b": "model-00002-of-00002.safetensors",
                    "a": "model-00001-of-00002.safetensors",
                    "c": "model-00002-of-00002.safetensors"
                  },
                  "another_key": [false]
                }
                """);
        assertEquals(
                Map.of(
                        "a", "model-00001-of-00002.safetensors",
                        "b", "model-00002-of-00002.safetensors",
                        "c", "model-00002-of-00002.safetensors"),
                index.shardByTensor());
        assertEquals("b", index.shardByTensor().firstEntry().getKey());
        assertEquals(Set.of("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"), index.shards());
        assertEquals(OptionalLong.of(30), index.totalSizeBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"16060522496", "16060522496.0", "1.6060522496e10"})
    void theTotalSizeMayBeWrittenAsAnyNumber(String size) throws Exception {
        var index = read("{\"metadata\":{\"total_size\":%s},\"weight_map\":{}}".formatted(size));
        assertEquals(OptionalLong.of(16_060_522_496L), index.totalSizeBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"weight_map\":{}}", "{\"metadata\":{\"total_size\":\"big\"},\"weight_map\":{}}"})
    void anIndexNeedNotSayItsTotalSize(String json) throws Exception {
        assertEquals(OptionalLong.empty(), read(json).totalSizeBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "/etc/passwd", "a\\b", "C:x", "a\nb", "a\0b", "\u007f"})
    void aShardIsAPlainFileBesideTheIndex(String shard) {
        assertEquals(
                Fault.WRONG_VALUE,
                refusal("{\"weight_map\":{\"x\":%s}}".formatted(SafetensorsFile.quoted(shard)))
                        .fault());
    }

    static Stream<Arguments> brokenIndexes() {
        return Stream.of(
                arguments(Fault.SYNTAX, ""),
                arguments(Fault.SYNTAX, "{}"),
                arguments(Fault.SYNTAX, "[]"),
                arguments(Fault.SYNTAX, "{\"weight_map\":[]}"),
                arguments(Fault.SYNTAX, "{\"weight_map\":{\"x\":1}}"),
                arguments(Fault.SYNTAX, "{\"weight_map\":{}} x"),
                arguments(Fault.SYNTAX, "{\"weight_map\":{},\"x\":nul}"),
                arguments(Fault.SYNTAX, "{\"weight_map\":{},\"x\":-}"),
                arguments(Fault.SYNTAX, "{\"weight_map\":{},\"x\":1.}"),
                arguments(Fault.SYNTAX, "{\"weight_map\":{},\"x\":NaN}"),
                arguments(Fault.DUPLICATE, "{\"weight_map\":{},\"weight_map\":{}}"),
                arguments(Fault.DUPLICATE, "{\"weight_map\":{\"x\":\"a\",\"x\":\"b\"}}"),
                arguments(Fault.DUPLICATE, "{\"weight_map\":{},\"x\":{\"y\":1,\"y\":1}}"),
                arguments(Fault.TOO_DEEP, "{\"weight_map\":{},\"x\":" + "[".repeat(1_000_000)),
                arguments(Fault.WRONG_VALUE, "{\"metadata\":{\"total_size\":-1},\"weight_map\":{}}"),
                arguments(Fault.WRONG_VALUE, "{\"metadata\":{\"total_size\":0.5},\"weight_map\":{}}"),
                arguments(Fault.WRONG_VALUE, "{\"metadata\":{\"total_size\":1e999999999},\"weight_map\":{}}"),
                arguments(Fault.WRONG_VALUE, "{\"metadata\":{\"total_size\":1e99999999999},\"weight_map\":{}}"),
                arguments(Fault.WRONG_VALUE, "{\"metadata\":{\"total_size\":1e-2147483647},\"weight_map\":{}}"),
                arguments(Fault.TOO_MANY, many()));
    }

    @ParameterizedTest
    @MethodSource("brokenIndexes")
    void everyBrokenRuleIsRefusedForItsOwnReason(Fault fault, String json) {
        var refused = refusal(json);
        assertEquals(fault, refused.fault(), refused::getMessage);
    }

    private static String many() {
        var json = new StringBuilder("{\"weight_map\":{");
        for (int i = 0; i <= 500_000; i++) {
            json.append(i == 0 ? "" : ",").append('"').append(i).append("\":\"a\"");
        }
        return json.append("}}").toString();
    }

    private static MalformedWeights refusal(String json) {
        return assertThrows(MalformedWeights.class, () -> read(json));
    }

    private static SafetensorsIndex read(String json) throws Exception {
        return SafetensorsIndex.read(InMemoryFile.of(json.getBytes(StandardCharsets.UTF_8)));
    }
}
