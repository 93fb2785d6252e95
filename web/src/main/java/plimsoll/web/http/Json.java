package plimsoll.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.OutputStream;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// JSON to and from records. Absent fields are left out; unknown ones are ignored, as the ecosystem's clients expect,
/// or refused by name where the message is our own.
public final class Json {
    /// Nobody's message nests deeper.
    private static final int MAX_DEPTH = 64;
    /// A commit's inline file is the longest string anybody may send: 10 MiB in base64, with room to spare.
    private static final int MAX_STRING_CHARACTERS = 16 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING_CHARACTERS)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private Json() {}

    /// Reads `bytes` as a `shape`.
    ///
    /// @throws Refused (400) when they are not
    public static <T> T read(byte[] bytes, Class<T> shape) {
        return read(MAPPER.reader(), bytes, shape);
    }

    /// Reads `bytes` as a `shape`, and nothing besides: what a sender misspelt must not pass for left out.
    ///
    /// @throws Refused (400) when they are not
    public static <T> T readStrictly(byte[] bytes, Class<T> shape) {
        return read(MAPPER.reader(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES), bytes, shape);
    }

    private static <T> T read(ObjectReader reader, byte[] bytes, Class<T> shape) {
        try {
            T value = reader.forType(shape).readValue(bytes);
            if (value == null) {
                throw new Refused(400, "The body is JSON's null; an object was expected.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            var known = e.getKnownPropertyIds().stream().map(String::valueOf).sorted();
            throw new Refused(
                    400,
                    "There is no '%s' here, only %s."
                            .formatted(e.getPropertyName(), known.collect(Collectors.joining(", "))));
        } catch (JacksonException e) {
            throw new Refused(400, "The body is not the JSON expected here: " + e.getOriginalMessage());
        }
    }

    /// Reads a text as a tree.
    ///
    /// @throws Refused (400) when it is not JSON
    public static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new Refused(400, "This is not JSON: " + e.getOriginalMessage());
        }
    }

    /// Writes a value.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// Writes a value to a stream, which stays open.
    public static void write(OutputStream out, Object value) {
        MAPPER.writeValue(out, value);
    }

    /// The mapper itself, for those who read or write as a stream.
    public static JsonMapper mapper() {
        return MAPPER;
    }
}
