package plimsoll.weights.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plimsoll.weights.fixtures.GgufFile;
import plimsoll.weights.fixtures.Hostile;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.RawBytes;
import plimsoll.weights.gguf.GgufValue.Text;
import plimsoll.weights.gguf.GgufValue.Whole;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

/// One broken file for each rule, each refused for its own reason. Among them those that have crashed, or written
/// beyond the memory of, readers in C: a count, a length or a number of dimensions taken on trust (CVE-2024-21802
/// and its kin), sizes that overflow (CVE-2025-53630, CVE-2026-27940), tensors of exabytes in a small file
/// (CVE-2026-33298).
class MalformedGgufTest {
    private static final int UINT8 = GgufType.UINT8.number();
    private static final int UINT32 = GgufType.UINT32.number();
    private static final int STRING = GgufType.STRING.number();
    private static final int ARRAY = GgufType.ARRAY.number();
    private static final long TERABYTE = 1L << 40;

    static Stream<Arguments> brokenFiles() {
        return Stream.of(starts(), counts(), keys(), arrays(), descriptions(), places())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> starts() {
        return Stream.of(
                arguments("an empty file", Fault.NOT_THIS_FORMAT, new RawBytes()),
                arguments(
                        "another format",
                        Fault.NOT_THIS_FORMAT,
                        new RawBytes().ascii("PK\3\4").zeros(60)),
                arguments("version 1", Fault.UNSUPPORTED_VERSION, head(1, 0, 0)),
                arguments("version 4", Fault.UNSUPPORTED_VERSION, head(4, 0, 0)),
                arguments("a big-endian file", Fault.UNSUPPORTED_VERSION, head(3 << 24, 0, 0)),
                arguments(
                        "nothing after the version",
                        Fault.TRUNCATED,
                        new RawBytes().ascii("GGUF").int32(3)));
    }

    private static Stream<Arguments> counts() {
        return Stream.of(
                arguments("a huge n_kv", Fault.TOO_MANY, head(3, 0, TERABYTE)),
                arguments("a negative n_kv", Fault.TOO_MANY, head(3, 0, -1)),
                arguments(
                        "an n_kv that overflows a multiplication", Fault.TOO_MANY, head(3, 0, 0x1555_5555_5555_5556L)),
                arguments("a huge n_tensors", Fault.TOO_MANY, head(3, TERABYTE, 0)),
                arguments("a negative n_tensors", Fault.TOO_MANY, head(3, Long.MIN_VALUE, 0)),
                arguments(
                        "more keys than allowed",
                        Fault.TOO_MANY,
                        head(3, 0, 10_001).zeros(200_000)),
                arguments(
                        "more tensors than allowed",
                        Fault.TOO_MANY,
                        head(3, 100_001, 0).zeros(4_000_000)));
    }

    private static Stream<Arguments> keys() {
        return Stream.of(
                arguments(
                        "a key longer than the file",
                        Fault.TOO_LONG,
                        head(3, 0, 1).int64(TERABYTE).zeros(20)),
                arguments(
                        "a key of negative length",
                        Fault.TOO_LONG,
                        head(3, 0, 1).int64(-8).zeros(20)),
                arguments(
                        "a key longer than allowed",
                        Fault.TOO_LONG,
                        head(3, 0, 1).int64(1025).zeros(2000)),
                arguments(
                        "a key cut off",
                        Fault.TRUNCATED,
                        head(3, 0, 1).int64(100).zeros(20)),
                arguments(
                        "a key that is not UTF-8",
                        Fault.NOT_UTF8,
                        head(3, 0, 1).int64(1).bytes((byte) 0xFF).int32(UINT8).int8(1)),
                arguments(
                        "a key twice",
                        Fault.DUPLICATE,
                        head(3, 0, 2)
                                .string("k")
                                .int32(UINT8)
                                .int8(1)
                                .string("k")
                                .int32(UINT8)
                                .int8(1)),
                arguments(
                        "a value of type 13",
                        Fault.UNKNOWN_TYPE,
                        head(3, 0, 1).string("k").int32(13).zeros(20)),
                arguments(
                        "a value of type -1",
                        Fault.UNKNOWN_TYPE,
                        head(3, 0, 1).string("k").int32(-1).zeros(20)),
                arguments(
                        "a text longer than allowed",
                        Fault.TOO_LONG,
                        value(STRING).int64(TERABYTE).zeros(20)),
                arguments(
                        "a text of negative length",
                        Fault.TOO_LONG,
                        value(STRING).int64(-1).zeros(20)),
                arguments(
                        "a text cut off",
                        Fault.TRUNCATED,
                        value(STRING).int64(100).zeros(20)),
                arguments("an alignment of 0", Fault.WRONG_VALUE, aligned(new Whole(GgufType.UINT32, 0))),
                arguments("an alignment of 4", Fault.WRONG_VALUE, aligned(new Whole(GgufType.UINT32, 4))),
                arguments("an alignment of 33", Fault.WRONG_VALUE, aligned(new Whole(GgufType.UINT32, 33))),
                arguments("an alignment of 2 GiB", Fault.WRONG_VALUE, aligned(new Whole(GgufType.UINT32, 1L << 31))),
                arguments("an alignment of type UINT64", Fault.WRONG_VALUE, aligned(new Whole(GgufType.UINT64, 32))),
                arguments("an alignment in words", Fault.WRONG_VALUE, aligned(new Text("32"))));
    }

    private static Stream<Arguments> arrays() {
        return Stream.of(
                arguments(
                        "an array of arrays",
                        Fault.TOO_DEEP,
                        value(ARRAY).int32(ARRAY).int64(1).zeros(40)),
                arguments(
                        "an array of type 99",
                        Fault.UNKNOWN_TYPE,
                        value(ARRAY).int32(99).int64(1).zeros(40)),
                arguments(
                        "an array longer than the file",
                        Fault.TOO_LONG,
                        value(ARRAY).int32(UINT32).int64(100).zeros(40)),
                arguments(
                        "an array whose size overflows",
                        Fault.TOO_LONG,
                        value(ARRAY).int32(UINT32).int64(1L << 62).zeros(40)),
                arguments(
                        "an array of negative length",
                        Fault.TOO_LONG,
                        value(ARRAY).int32(UINT8).int64(-1).zeros(40)),
                arguments(
                        "an array longer than allowed",
                        Fault.TOO_LONG,
                        value(ARRAY).int32(UINT8).int64((1L << 24) + 1).zeros((1 << 24) + 8)),
                arguments(
                        "texts for which there is no room",
                        Fault.TOO_LONG,
                        value(ARRAY).int32(STRING).int64(6).zeros(40)),
                arguments(
                        "a huge text among those passed over",
                        Fault.TRUNCATED,
                        value(ARRAY)
                                .int32(STRING)
                                .int64(1025)
                                .zeros(8 * 1024)
                                .int64(Long.MAX_VALUE)
                                .zeros(40)),
                arguments(
                        "a text of negative length among those passed over",
                        Fault.TRUNCATED,
                        value(ARRAY)
                                .int32(STRING)
                                .int64(1025)
                                .zeros(8 * 1024)
                                .int64(-9)
                                .zeros(40)));
    }

    private static Stream<Arguments> descriptions() {
        return Stream.of(
                arguments(
                        "a tensor name longer than allowed",
                        Fault.TOO_LONG,
                        head(3, 1, 0).int64(128).zeros(200)),
                arguments(
                        "a tensor name longer than the file",
                        Fault.TOO_LONG,
                        head(3, 1, 0).int64(TERABYTE).zeros(40)),
                arguments(
                        "a tensor twice",
                        Fault.DUPLICATE,
                        GgufFile.usual()
                                .tensor("x", GgufFile.F32, List.of(8L), 32)
                                .tensor("x", GgufFile.F32, List.of(8L), 32)
                                .header()),
                arguments("no dimension", Fault.SHAPE, tensor(0, 0)),
                arguments("five dimensions", Fault.SHAPE, tensor(0, 0, 1, 1, 1, 1, 1)),
                arguments(
                        "a billion dimensions",
                        Fault.SHAPE,
                        head(3, 1, 0).string("x").int32(1 << 30).zeros(40)),
                arguments(
                        "a negative number of dimensions",
                        Fault.SHAPE,
                        head(3, 1, 0).string("x").int32(-1).zeros(40)),
                arguments("a dimension of 0", Fault.SHAPE, tensor(0, 0, 8, 0)),
                arguments("a negative dimension", Fault.SHAPE, tensor(0, 0, 8, -8)),
                arguments("dimensions whose product overflows", Fault.SIZE, tensor(0, 0, 1L << 32, 1L << 32)),
                arguments("dimensions whose product overflows to 1", Fault.SIZE, tensor(24, 0, Long.MAX_VALUE, 3, 3)),
                arguments("a size that overflows", Fault.SIZE, tensor(0, 0, 1L << 62)),
                arguments("a type nobody knows", Fault.UNKNOWN_TYPE, tensor(99, 0, 8)),
                arguments("rows that are not whole blocks", Fault.SHAPE, tensor(GgufFile.Q4_0, 0, 33, 32)));
    }

    private static Stream<Arguments> places() {
        return Stream.of(
                arguments(
                        "exabytes in a small file",
                        Fault.OUTSIDE_FILE,
                        tensor(24, 0, 1L << 60).zeros(4096)),
                arguments("a tensor without its data", Fault.OUTSIDE_FILE, tensor(0, 0, 8)),
                arguments(
                        "a tensor cut off", Fault.OUTSIDE_FILE, tensor(0, 0, 64).zeros(32 + 128)),
                arguments(
                        "an unaligned offset", Fault.MISALIGNED, tensor(0, 4, 8).zeros(4096)),
                arguments(
                        "a gap before the first tensor",
                        Fault.GAP,
                        tensor(0, 32, 8).zeros(4096)),
                arguments("an offset beyond all", Fault.GAP, tensor(0, -32, 8).zeros(4096)),
                arguments("two tensors on the same bytes", Fault.OVERLAP, twoTensors(0)),
                arguments("a gap between two tensors", Fault.GAP, twoTensors(64)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenFiles")
    void everyBrokenRuleIsRefusedForItsOwnReason(String what, Fault fault, RawBytes file) {
        var refused =
                assertThrows(MalformedWeights.class, () -> GgufHeader.read(InMemoryFile.of(file.toBytes())), what);
        assertEquals(fault, refused.fault(), refused::getMessage);
        assertTrue(refused.offset() >= 0 && refused.offset() <= file.size(), refused::getMessage);
    }

    @Test
    void limitsHoldInAFileThatIsAsLargeAsItSays() {
        for (var start : List.of(
                head(3, 0, TERABYTE),
                head(3, TERABYTE, 0),
                head(3, 0, 1).int64(TERABYTE),
                value(STRING).int64(TERABYTE),
                value(ARRAY).int32(UINT8).int64(TERABYTE),
                value(ARRAY).int32(STRING).int64(2000).zeros(8 * 1024).int64(TERABYTE))) {
            var file = InMemoryFile.pretending(start.toBytes(), Long.MAX_VALUE);
            assertTrue(Hostile.read(file, start.size(), GgufHeader::read).isEmpty());
            assertTrue(file.bytesRead() <= 1 << 20, () -> file.bytesRead() + " bytes read");
        }
    }

    @Test
    void whatAllTextsTakeTogetherIsLimited() {
        var start = value(ARRAY).int32(STRING).int64(1024);
        var element = new RawBytes().int64(65_528).zeros(65_528).toBytes();
        var file = InMemoryFile.repeating(start.toBytes(), element, 1L << 30);
        var refused = assertThrows(MalformedWeights.class, () -> GgufHeader.read(file));
        assertEquals(Fault.TOO_LONG, refused.fault());
        assertTrue(refused.reason().contains("of names and values"), refused::reason);
    }

    @Test
    void aHeaderIsReadOnlySoFar() {
        var start = value(ARRAY).int32(STRING).int64(1 << 20);
        var element = new RawBytes().int64(1 << 10).zeros(1 << 10).toBytes();
        var file = InMemoryFile.repeating(start.toBytes(), element, 1L << 40);
        var refused = assertThrows(MalformedWeights.class, () -> GgufHeader.read(file));
        assertEquals(Fault.TOO_LONG, refused.fault());
        assertTrue(refused.reason().contains("a header of more than"), refused::reason);
        assertTrue(file.bytesRead() <= 128L << 20);
    }

    @Test
    void everyHeaderCutShortIsRefused() {
        var header = GgufFile.usual()
                .key("general.architecture", new Text("llama"))
                .tensor("x", GgufFile.F32, List.of(4L, 2L), 32)
                .toBytes();
        for (int length = 0; length < header.length; length++) {
            var cut = Arrays.copyOf(header, length);
            assertThrows(MalformedWeights.class, () -> GgufHeader.read(InMemoryFile.of(cut)), "cut to " + length);
        }
    }

    private static RawBytes head(int version, long tensors, long keys) {
        return new RawBytes().ascii("GGUF").int32(version).int64(tensors).int64(keys);
    }

    /// A file of one key, up to the type of its value.
    private static RawBytes value(int type) {
        return head(3, 0, 1).string("k").int32(type);
    }

    private static RawBytes aligned(GgufValue value) {
        return GgufFile.usual().key("general.alignment", value).header();
    }

    private static RawBytes tensor(int type, long offset, long... fastestFirst) {
        return described(head(3, 1, 0), "x", type, offset, fastestFirst);
    }

    private static RawBytes twoTensors(long secondOffset) {
        var file = described(head(3, 2, 0), "x", GgufFile.F32, 0, 8);
        return described(file, "y", GgufFile.F32, secondOffset, 8).zeros(4096);
    }

    private static RawBytes described(RawBytes file, String name, int type, long offset, long... fastestFirst) {
        file.string(name).int32(fastestFirst.length);
        for (long dimension : fastestFirst) {
            file.int64(dimension);
        }
        return file.int32(type).int64(offset);
    }
}
