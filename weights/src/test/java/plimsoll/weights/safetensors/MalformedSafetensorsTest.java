package plimsoll.weights.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plimsoll.weights.fixtures.InMemoryFile;
import plimsoll.weights.fixtures.RawBytes;
import plimsoll.weights.fixtures.SafetensorsFile;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.MalformedWeights.Fault;

/// One broken file for each rule, each refused for its own reason.
class MalformedSafetensorsTest {
    static Stream<Arguments> brokenLengths() {
        return Stream.of(
                arguments("an empty file", Fault.NOT_THIS_FORMAT, new RawBytes()),
                arguments("seven bytes", Fault.NOT_THIS_FORMAT, new RawBytes().zeros(7)),
                arguments("a header of no bytes", Fault.NOT_THIS_FORMAT, new RawBytes().int64(0)),
                arguments(
                        "a header of negative length",
                        Fault.TOO_LONG,
                        new RawBytes().int64(-1).ascii("{}")),
                arguments(
                        "a header above the limit",
                        Fault.TOO_LONG,
                        new RawBytes().int64(100_000_001).ascii("{}")),
                arguments(
                        "a header longer than the file",
                        Fault.TRUNCATED,
                        new RawBytes().int64(3).ascii("{}")),
                arguments(
                        "the pointer of a large file",
                        Fault.TOO_LONG,
                        new RawBytes().ascii("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")),
                arguments(
                        "a pickle",
                        Fault.TOO_LONG,
                        new RawBytes().int64(0x80_02_8A_0A_6C_FC_9C_46L).zeros(20)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenLengths")
    void aLengthThatCannotBeIsRefused(String what, Fault fault, RawBytes file) {
        assertEquals(fault, refusal(file.toBytes()).fault(), what);
    }

    /// Headers in front of four bytes of data.
    static Stream<Arguments> brokenHeaders() {
        return Stream.of(grammar(), descriptions(), places()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> grammar() {
        return Stream.of(
                arguments(Fault.NOT_THIS_FORMAT, " {}"),
                arguments(Fault.NOT_THIS_FORMAT, "[]"),
                arguments(Fault.TRUNCATED, "{\"x"),
                arguments(Fault.SYNTAX, "{"),
                arguments(Fault.SYNTAX, "{}}"),
                arguments(Fault.SYNTAX, "{}\n"),
                arguments(Fault.SYNTAX, "{}\0"),
                arguments(Fault.SYNTAX, "{,}"),
                arguments(Fault.SYNTAX, "{'x':1}"),
                arguments(Fault.SYNTAX, "{x:1}"),
                arguments(Fault.SYNTAX, "{\"x\":1}"),
                arguments(Fault.SYNTAX, "{\"x\" {}}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":null}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":{\"a\":1}}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":{\"a\":{\"b\":\"c\"}}}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":{\"a\":\"b\",}}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":{\"a\":\"\\x\"}}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":{\"a\":\"\\u12G4\"}}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":{\"a\":\"\\ud83d\"}}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":{\"a\":\"\\ude00\\ud83d\"}}"),
                arguments(Fault.SYNTAX, "{\"__metadata__\":{\"a\":\"two\nlines\"}}"),
                arguments(Fault.DUPLICATE, "{\"__metadata__\":{\"a\":\"1\",\"\\u0061\":\"2\"}}"),
                arguments(Fault.DUPLICATE, "{\"__metadata__\":{},\"__metadata__\":{}}"),
                arguments(
                        Fault.DUPLICATE,
                        "{\"x\":%s,\"x\":%s}".formatted(entry("F32", "1", "0,4"), entry("F32", "1", "0,4"))));
    }

    private static Stream<Arguments> descriptions() {
        return Stream.of(
                arguments(Fault.SYNTAX, "{\"x\":{}}"),
                arguments(Fault.SYNTAX, "{\"x\":{\"dtype\":\"F32\",\"shape\":[1]}}"),
                arguments(Fault.SYNTAX, "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"offsets\":[0,4]}}"),
                arguments(
                        Fault.TOO_MANY,
                        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"strides\":[1]}}"),
                arguments(Fault.DUPLICATE, "{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1]}}"),
                arguments(Fault.UNKNOWN_TYPE, tensor("F31", "1", "0,4")),
                arguments(Fault.UNKNOWN_TYPE, tensor("f32", "1", "0,4")),
                arguments(Fault.UNKNOWN_TYPE, tensor("Q4_0", "32", "0,18")),
                arguments(Fault.SYNTAX, tensor("F32", "-1", "0,4")),
                arguments(Fault.SYNTAX, tensor("F32", "1.0", "0,4")),
                arguments(Fault.SYNTAX, tensor("F32", "1e0", "0,4")),
                arguments(Fault.SYNTAX, tensor("F32", "01", "0,4")),
                arguments(Fault.SYNTAX, tensor("F32", "\"1\"", "0,4")),
                arguments(Fault.SYNTAX, tensor("F32", "1,", "0,4")),
                arguments(Fault.SYNTAX, tensor("F32", "1", "0")),
                arguments(Fault.SYNTAX, tensor("F32", "1", "4,0")),
                arguments(Fault.TOO_MANY, tensor("F32", "1", "0,4,4")),
                arguments(Fault.TOO_MANY, tensor("F32", "1" + ",1".repeat(32), "0,4")),
                arguments(Fault.SIZE, tensor("F32", "9223372036854775808", "0,4")),
                arguments(Fault.SIZE, tensor("F32", "4294967296,4294967296", "0,4")),
                arguments(Fault.SIZE, tensor("F32", "4611686018427387905", "0,4")),
                arguments(Fault.SIZE, tensor("F32", "2", "0,4")),
                arguments(Fault.SIZE, tensor("F32", "1", "0,3")),
                arguments(Fault.SHAPE, tensor("F4", "7", "0,4")),
                arguments(Fault.SIZE, tensor("F32", "1".repeat(65), "0,4")),
                arguments(Fault.TOO_LONG, "{\"" + "x".repeat(4097) + "\":{}}"));
    }

    private static Stream<Arguments> places() {
        return Stream.of(
                arguments(Fault.GAP, "{}"),
                arguments(Fault.GAP, tensor("I8", "3", "0,3")),
                arguments(Fault.GAP, tensor("I8", "3", "1,4")),
                arguments(Fault.OUTSIDE_FILE, tensor("I8", "5", "0,5")),
                arguments(Fault.OUTSIDE_FILE, tensor("I8", "9223372036854775807", "0,9223372036854775807")),
                arguments(
                        Fault.OVERLAP,
                        "{\"x\":%s,\"y\":%s}".formatted(entry("I8", "3", "0,3"), entry("I8", "2", "2,4"))),
                arguments(
                        Fault.OVERLAP,
                        "{\"x\":%s,\"y\":%s}".formatted(entry("I8", "4", "0,4"), entry("I8", "4", "0,4"))),
                arguments(
                        Fault.GAP, "{\"x\":%s,\"y\":%s}".formatted(entry("I8", "1", "0,1"), entry("I8", "2", "2,4"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("brokenHeaders")
    void everyBrokenRuleIsRefusedForItsOwnReason(Fault fault, String header) {
        var file = SafetensorsFile.withHeader(header, 4);
        var refused = refusal(file);
        assertEquals(fault, refused.fault(), refused::getMessage);
        assertTrue(refused.offset() >= 0 && refused.offset() <= file.length, refused::getMessage);
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        var file = SafetensorsFile.withHeader("{\"__metadata__\":{\"a\":\"?\"}}", 0);
        file[file.length - 4] = (byte) 0xC0;
        assertEquals(Fault.NOT_UTF8, refusal(file).fault());
    }

    @Test
    void moreTensorsThanAllowedAreRefused() {
        var header = IntStream.rangeClosed(0, 100_000)
                .mapToObj(i -> "\"%d\":%s".formatted(i, entry("I8", "0", "0,0")))
                .collect(Collectors.joining(",", "{", "}"));
        assertEquals(
                Fault.TOO_MANY, refusal(SafetensorsFile.withHeader(header, 0)).fault());
    }

    @Test
    void theMessageSaysWhichTensorIsWrong() {
        var refused = refusal(SafetensorsFile.withHeader(tensor("F32", "2", "0,4"), 4));
        assertEquals("tensor \"x\" of F32 [2] is given 4 bytes (at byte 9)", refused.getMessage());
    }

    @Test
    void everyFileCutShortIsRefused() {
        var file = new SafetensorsFile().tensor("x", DType.F32, List.of(4L, 2L)).toBytes();
        for (int length = 0; length < file.length; length++) {
            refusal(Arrays.copyOf(file, length));
        }
    }

    private static MalformedWeights refusal(byte[] file) {
        return assertThrows(MalformedWeights.class, () -> SafetensorsHeader.read(InMemoryFile.of(file)));
    }

    private static String tensor(String dtype, String shape, String offsets) {
        return "{\"x\":%s}".formatted(entry(dtype, shape, offsets));
    }

    private static String entry(String dtype, String shape, String offsets) {
        return "{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}".formatted(dtype, shape, offsets);
    }
}
