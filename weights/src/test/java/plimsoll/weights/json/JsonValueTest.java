package plimsoll.weights.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.weights.fixtures.Hostile;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.MalformedWeights;

class JsonValueTest {
    @TempDir
    private Path folder;

    @Test
    void everyKindOfValueIsFoundUnderItsKey() throws Exception {
        var read = read("""
                {"text":"a\\u00e9\\n","whole":7,"real":-1.5e3,"yes":true,"no":false,"nothing":null,
                 "list":[1,[2],{}],"object":{"deep":{"deeper":"x"}}}""");
        assertEquals(Optional.of("aé\n"), read.text("text"));
        assertEquals(OptionalLong.of(7), read.whole("whole"));
        assertEquals(OptionalLong.of(-1500), read.whole("real"));
        assertEquals(OptionalDouble.of(-1500), read.real("real"));
        assertEquals(Optional.of(true), read.flag("yes"));
        assertEquals(Optional.of(false), read.flag("no"));
        assertEquals(3, read.list("list").size());
        assertEquals(Optional.of("x"), read.object("object").object("deep").text("deeper"));
        assertTrue(read.has("no"));
        assertFalse(read.has("nothing"));
        assertFalse(read.has("absent"));
    }

    @Test
    void whatIsOfAnotherKindIsAbsent() throws Exception {
        var read = read("{\"a\":1.5,\"b\":\"1\",\"c\":1e999999999}");
        assertEquals(Optional.empty(), read.text("a"));
        assertEquals(OptionalLong.empty(), read.whole("a"));
        assertEquals(OptionalLong.empty(), read.whole("b"));
        assertEquals(OptionalLong.empty(), read.whole("c"));
        assertEquals(OptionalDouble.of(Double.POSITIVE_INFINITY), read.real("c"));
        assertEquals(List.of(), read.list("b"));
        assertEquals(Members.NONE, read.object("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "7", "{", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":nul}", "{\"a\":[1,]}", "{\"a\":01}"})
    void whatIsNoObjectIsRefusedWithTheNameOfTheFile(String json) {
        var refused = assertThrows(MalformedWeights.class, () -> read(json));
        assertTrue(refused.reason().startsWith("\"some.json\": "), refused::reason);
    }

    @Test
    void depthAndNumberOfValuesAreLimited() {
        var deep = "{\"a\":" + "[".repeat(10_000);
        assertThrows(MalformedWeights.class, () -> read(deep));
        var many = "[" + "0,".repeat(2_000) + "0]";
        assertTrue(Hostile.read(
                        many.getBytes(StandardCharsets.UTF_8),
                        channel -> new JsonReader(HeaderBytes.of(channel)).value(1_000))
                .isEmpty());
    }

    private Members read(String json) throws Exception {
        return JsonValue.readObject(Files.writeString(folder.resolve("some.json"), json));
    }
}
