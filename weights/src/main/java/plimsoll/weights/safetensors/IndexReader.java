package plimsoll.weights.safetensors;

import static plimsoll.weights.tensors.MalformedWeights.Fault.SYNTAX;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;
import static plimsoll.weights.tensors.MalformedWeights.Fault.WRONG_VALUE;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plimsoll.weights.json.JsonReader;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.MalformedWeights;

/// Reads one index, front to back.
final class IndexReader {
    /// As much as a header may have.
    private static final long MAX_INDEX_BYTES = 100_000_000;

    /// The largest published mixtures have 140,000, experts and scales listed one by one.
    private static final int MAX_TENSORS = 500_000;

    /// What file systems allow a name.
    private static final int MAX_FILE_NAME_CHARACTERS = 255;

    private static final int MAX_KEYS = 1000;

    private final HeaderBytes bytes;
    private final JsonReader json;
    private final LinkedHashMap<String, String> shardByTensor = new LinkedHashMap<>();

    // A few names, each said thousands of times: one string for each of them.
    private final Map<String, String> shards = new HashMap<>();
    private @Nullable Long declaredBytes;
    private boolean mapped;

    IndexReader(SeekableByteChannel file) throws IOException {
        bytes = HeaderBytes.of(file);
        bytes.endAt(MAX_INDEX_BYTES, TOO_LONG, "an index of more than %d bytes".formatted(MAX_INDEX_BYTES));
        json = new JsonReader(bytes);
    }

    SafetensorsIndex read() throws IOException {
        json.object(MAX_KEYS, "keys of the index", (key, _) -> readMember(key));
        json.end();
        if (!mapped) {
            throw bytes.refuse(SYNTAX, "an index without a weight_map");
        }
        return new SafetensorsIndex(shardByTensor, declaredBytes);
    }

    private void readMember(String key) throws IOException {
        switch (key) {
            case "metadata" -> json.object(MAX_KEYS, "metadata keys", (name, _) -> readMetadata(name));
            case "weight_map" -> {
                mapped = true;
                json.object(MAX_TENSORS, "tensors", this::readShard);
            }
            default -> json.skip();
        }
    }

    private void readMetadata(String key) throws IOException {
        if (key.equals("total_size") && json.atNumber()) {
            declaredBytes = readSize();
        } else {
            json.skip();
        }
    }

    /// Some writers have put `1.6e10` or `16060522496.0` here.
    private long readSize() throws IOException {
        long at = bytes.position();
        var written = json.number();
        try {
            // Looks at the scale before it writes the number out: 1e999999999 costs nothing.
            long size = new BigDecimal(written).longValueExact();
            if (size >= 0) {
                return size;
            }
        } catch (ArithmeticException | NumberFormatException fractionOrTooLarge) {
            // Refused below, like a negative one.
        }
        throw new MalformedWeights(WRONG_VALUE, at, "a total_size of %s is no number of bytes".formatted(written));
    }

    private void readShard(String tensor, long keyOffset) throws IOException {
        var shard = json.string();
        if (!isPlainName(shard)) {
            throw new MalformedWeights(
                    WRONG_VALUE,
                    keyOffset,
                    "tensor %s is in %s, which is not the plain name of a file beside the index"
                            .formatted(quoted(tensor), quoted(shard)));
        }
        shardByTensor.put(tensor, shards.computeIfAbsent(shard, name -> name));
    }

    /// What cannot lead out of the folder, on any system.
    private static boolean isPlainName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_FILE_NAME_CHARACTERS
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c < ' ' || c == 0x7F || c == '/' || c == '\\' || c == ':');
    }
}
