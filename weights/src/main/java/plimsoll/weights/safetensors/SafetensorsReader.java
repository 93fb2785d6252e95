package plimsoll.weights.safetensors;

import static plimsoll.weights.tensors.MalformedWeights.Fault.GAP;
import static plimsoll.weights.tensors.MalformedWeights.Fault.NOT_THIS_FORMAT;
import static plimsoll.weights.tensors.MalformedWeights.Fault.OUTSIDE_FILE;
import static plimsoll.weights.tensors.MalformedWeights.Fault.OVERLAP;
import static plimsoll.weights.tensors.MalformedWeights.Fault.SYNTAX;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_LONG;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TOO_MANY;
import static plimsoll.weights.tensors.MalformedWeights.Fault.TRUNCATED;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import plimsoll.weights.json.JsonReader;
import plimsoll.weights.reading.HeaderBytes;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorTable;

/// Reads one header, front to back.
final class SafetensorsReader {
    /// The format's own limit.
    private static final long MAX_HEADER_BYTES = 100_000_000;

    /// Published files have below 10,000 each.
    private static final int MAX_TENSORS = 100_000;

    /// Published files have below 100.
    private static final int MAX_METADATA_KEYS = 10_000;

    private static final String METADATA_KEY = "__metadata__";

    private final HeaderBytes bytes;
    private final JsonReader json;
    private final LinkedHashMap<String, String> metadata = new LinkedHashMap<>();
    private final List<DescribedTensor> described = new ArrayList<>();

    SafetensorsReader(SeekableByteChannel file) throws IOException {
        bytes = HeaderBytes.of(file);
        json = new JsonReader(bytes);
    }

    SafetensorsHeader read() throws IOException {
        long dataOffset = Long.BYTES + readLength();
        bytes.endAt(dataOffset, TRUNCATED, "the header ends in the middle");
        if (bytes.peek() != '{') {
            throw bytes.refuse(NOT_THIS_FORMAT, "not a safetensors file: the header does not begin with '{'");
        }
        json.object(MAX_TENSORS + 1, "tensors", this::readMember);
        readPadding();
        return new SafetensorsHeader(metadata, place(dataOffset), dataOffset, bytes.fileSizeBytes());
    }

    private long readLength() throws IOException {
        if (bytes.remaining() < Long.BYTES) {
            throw bytes.refuse(
                    NOT_THIS_FORMAT, "not a safetensors file: it has only %d bytes".formatted(bytes.remaining()));
        }
        long length = bytes.int64();
        if (length < 0 || length > MAX_HEADER_BYTES) {
            throw new MalformedWeights(
                    TOO_LONG,
                    0,
                    "a header of %s bytes, where %d are allowed; perhaps this is not a safetensors file"
                            .formatted(Long.toUnsignedString(length), MAX_HEADER_BYTES));
        }
        if (length > bytes.remaining()) {
            throw new MalformedWeights(
                    TRUNCATED,
                    0,
                    "a header of %d bytes, of which the file has %d".formatted(length, bytes.remaining()));
        }
        return length;
    }

    private void readMember(String key, long keyOffset) throws IOException {
        if (key.equals(METADATA_KEY)) {
            json.object(MAX_METADATA_KEYS, "metadata keys", (name, _) -> metadata.put(name, json.string()));
        } else if (described.size() == MAX_TENSORS) {
            throw new MalformedWeights(TOO_MANY, keyOffset, "more than %d tensors".formatted(MAX_TENSORS));
        } else {
            described.add(DescribedTensor.read(json, key, keyOffset));
        }
    }

    /// Spaces, and no other white space, may pad the header to a multiple of eight.
    private void readPadding() throws IOException {
        while (bytes.remaining() > 0) {
            if (bytes.peek() != ' ') {
                throw bytes.refuse(SYNTAX, "something other than spaces after the JSON of the header");
            }
            bytes.next();
        }
    }

    /// Checks that the tensors, in the order of their bytes, lie end to end and fill the rest of the file.
    private TensorTable place(long dataOffset) throws MalformedWeights {
        described.sort(Comparator.comparingLong(DescribedTensor::begin).thenComparingLong(DescribedTensor::end));
        long dataBytes = bytes.fileSizeBytes() - dataOffset;
        long taken = 0;
        for (var tensor : described) {
            if (tensor.begin() < taken) {
                throw tensor.refuse(
                        OVERLAP, "begins at %d of the data, which is taken up to %d".formatted(tensor.begin(), taken));
            }
            if (tensor.begin() > taken) {
                throw tensor.refuse(
                        GAP, "begins at %d of the data, where %d was next".formatted(tensor.begin(), taken));
            }
            if (tensor.end() > dataBytes) {
                throw tensor.refuse(
                        OUTSIDE_FILE,
                        "ends at %d of the data, of which the file has %d".formatted(tensor.end(), dataBytes));
            }
            taken = tensor.end();
        }
        if (taken != dataBytes) {
            throw new MalformedWeights(
                    GAP, dataOffset + taken, "%d bytes at the end belong to no tensor".formatted(dataBytes - taken));
        }
        return new TensorTable(
                described.stream().map(tensor -> tensor.entry(dataOffset)).toList());
    }
}
