package plimsoll.weights.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.weights.fixtures.SharedFiles;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorShape;

/// Files that other people's tools wrote.
class RealSafetensorsTest {
    @Test
    void aSmallStoryTellerIsRead() throws Exception {
        try (var channel = Files.newByteChannel(SharedFiles.file("models/stories260K/model.safetensors"))) {
            var header = SafetensorsHeader.read(channel);
            assertEquals(Map.of("format", "pt"), header.metadata());
            assertEquals(4856, header.dataOffset());
            var embedding = header.tensors().named("model.embed_tokens.weight").orElseThrow();
            assertEquals(TensorShape.of(512, 64), embedding.shape());
            assertEquals(4856, embedding.offset());
            assertEquals(
                    Map.of(DType.F32, header.tensors().parameters()),
                    header.tensors().parametersByType());
            assertEquals(
                    header.fileSizeBytes() - header.dataOffset(),
                    header.tensors().sizeBytes());
        }
    }

    @Test
    void realIndexesAreRead() throws Exception {
        for (var file : SharedFiles.matching("hub-fixtures/**.safetensors.index.json")) {
            try (var channel = Files.newByteChannel(file)) {
                var index = SafetensorsIndex.read(channel);
                assertTrue(index.totalSizeBytes().isPresent(), file::toString);
                assertTrue(index.shardByTensor().size() > 100, file::toString);
                assertFalse(index.shards().isEmpty(), file::toString);
            }
        }
    }

    @Test
    void thePointerOfALargeFileIsNoSafetensorsFile() throws Exception {
        var pointer = SharedFiles.file("hub-fixtures/BAAI--bge-large-zh-v1.5/model.safetensors");
        try (var channel = Files.newByteChannel(pointer)) {
            var refused = assertThrows(MalformedWeights.class, () -> SafetensorsHeader.read(channel));
            assertTrue(refused.reason().contains("not a safetensors file"), refused::reason);
        }
    }
}
