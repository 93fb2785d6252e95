package plimsoll.weights.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plimsoll.weights.fixtures.GgufFile;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.RawBytes;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.gguf.GgufValue.Flag;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorEntry;
import plimsoll.weights.tensors.TensorShape;

class GgufHeaderTest {
    @ParameterizedTest
    @CsvSource({"2, 32", "3, 32", "3, 8", "2, 4096"})
    void aSmallModelIsReadWhole(int version, int alignment) throws Exception {
        var file = GgufFile.of(version, alignment)
                .key("general.architecture", new Text("llama"))
                .key("llama.block_count", new Whole(GgufType.UINT32, 2))
                .tensor("token_embd.weight", GgufFile.F32, List.of(64L, 512L), 131_072)
                .tensor("output_norm.weight", GgufFile.F32, List.of(1L), 4)
                .tensor("blk.0.attn_q.weight", GgufFile.Q4_0, List.of(64L, 3L), 108)
                .toBytes();
        var header = GgufHeader.read(InMemoryFile.of(file));

        assertEquals(version, header.version());
        assertEquals(alignment, header.alignment());
        assertEquals(Optional.of("llama"), header.architecture());
        assertEquals(OptionalLong.of(2), header.whole("llama.block_count"));
        assertEquals(file.length, header.fileSizeBytes());
        assertEquals(0, header.dataOffset() % alignment);

        long norm = header.dataOffset() + 131_072;
        long query = norm + alignment;
        assertEquals(
                List.of(
                        new TensorEntry(
                                "token_embd.weight", DType.F32, TensorShape.of(512, 64), header.dataOffset(), 131_072),
                        new TensorEntry("output_norm.weight", DType.F32, TensorShape.of(1), norm, 4),
                        new TensorEntry("blk.0.attn_q.weight", DType.Q4_0, TensorShape.of(3, 64), query, 108)),
                header.tensors().entries());
    }

    @Test
    void aVocabularyAloneIsAFileToo() throws Exception {
        var file =
                GgufFile.usual().key("general.architecture", new Text("bert")).toBytes();
        var header = GgufHeader.read(InMemoryFile.of(file));
        assertEquals(List.of(), header.tensors().entries());
        assertTrue(header.dataOffset() >= file.length);
    }

    @Test
    void ofALongArrayTheBeginningIsKept() throws Exception {
        long length = GgufHeader.KEPT_ELEMENTS + 5;
        var tokens =
                new Array(GgufType.STRING, length, Collections.nCopies((int) length, (GgufValue) new Text("token")), 0);
        var scores = new Array(
                GgufType.FLOAT32,
                length,
                Collections.nCopies((int) length, (GgufValue) new GgufValue.Real(GgufType.FLOAT32, 0.5)),
                0);
        var header = GgufHeader.read(InMemoryFile.of(GgufFile.usual()
                .key("tokens", tokens)
                .key("scores", scores)
                .key("after", new Flag(true))
                .toBytes()));

        var read = header.array("tokens").orElseThrow();
        assertEquals(length, read.length());
        assertEquals(GgufHeader.KEPT_ELEMENTS, read.first().size());
        assertFalse(read.isComplete());
        assertEquals(length, header.array("scores").orElseThrow().length());
        assertEquals(new Flag(true), header.metadata().get("after"));
    }

    @Test
    void anArraySaysWhereItsElementsBegin() throws Exception {
        var bytes = new Array(GgufType.UINT8, 3, List.of(whole(7), whole(8), whole(9)), 0);
        var file = GgufFile.usual().key("k", bytes).toBytes();
        var read = GgufHeader.read(InMemoryFile.of(file)).array("k").orElseThrow();
        assertTrue(read.isComplete());
        assertEquals(7, file[(int) read.offset()]);
        assertEquals(file.length - 3, read.offset());
    }

    @Test
    void unsignedNumbersStayUnsigned() throws Exception {
        var header = GgufHeader.read(InMemoryFile.of(GgufFile.usual()
                .key("seed", new Whole(GgufType.UINT64, -1))
                .key("small", new Whole(GgufType.UINT8, 200))
                .key("below", new Whole(GgufType.INT8, -56))
                .toBytes()));
        assertEquals(new Whole(GgufType.UINT64, -1), header.metadata().get("seed"));
        assertEquals("18446744073709551615", new Whole(GgufType.UINT64, -1).decimal());
        assertEquals(OptionalLong.empty(), header.whole("seed"));
        assertEquals(OptionalLong.of(200), header.whole("small"));
        assertEquals(OptionalLong.of(-56), header.whole("below"));
    }

    @Test
    void aTextThatIsNotUtf8IsShownAsFarAsItCanBe() throws Exception {
        var file = new RawBytes()
                .ascii("GGUF")
                .int32(3)
                .int64(0)
                .int64(1)
                .string("general.name")
                .int32(GgufType.STRING.number())
                .int64(5)
                .bytes("caf\u00E9!".getBytes(StandardCharsets.ISO_8859_1))
                .toBytes();
        assertEquals(
                Optional.of("caf\uFFFD!"),
                GgufHeader.read(InMemoryFile.of(file)).text("general.name"));
    }

    @Test
    void slowStorageGivesTheSameHeader() throws Exception {
        var file = GgufFile.usual()
                .key("general.architecture", new Text("llama".repeat(50)))
                .tensor("x", GgufFile.F32, List.of(8L), 32)
                .toBytes();
        assertEquals(GgufHeader.read(InMemoryFile.of(file)), GgufHeader.read(InMemoryFile.trickling(file, 3)));
    }

    @Test
    void theDataIsNotRead() throws Exception {
        var file =
                GgufFile.usual().tensor("x", GgufFile.F32, List.of(1L << 38), 0).header();
        var pretended = InMemoryFile.pretending(file.toBytes(), 1L << 41);
        assertEquals(1L << 38, GgufHeader.read(pretended).tensors().parameters());
        assertTrue(pretended.bytesRead() <= 64 * 1024);
    }

    private static GgufValue whole(int value) {
        return new Whole(GgufType.UINT8, value);
    }
}
