package plimsoll.weights.inspection;

import static plimsoll.weights.findings.Verdict.DANGEROUS;
import static plimsoll.weights.findings.Verdict.SUSPICIOUS;
import static plimsoll.weights.findings.Verdict.UNFINISHED;
import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.reading.ForwardBytes;

/// A model of ONNX: the places where its protocol buffers name files outside it and operations of others (onnx,
/// `onnx.proto`).
final class OnnxModel {
    private static final int MOST_DEPTH = 8;
    private static final int MOST_FIELDS = 20_000_000;
    private static final int MOST_TEXT = 4096;

    private static final Set<String> USUAL_DOMAINS =
            Set.of("", "ai.onnx", "ai.onnx.ml", "ai.onnx.training", "ai.onnx.preview.training", "com.microsoft");

    private final ForwardBytes bytes;
    private final Findings findings;
    private int fields;

    private OnnxModel(ForwardBytes bytes, Findings findings) {
        this.bytes = bytes;
        this.findings = findings;
    }

    static void inspect(Content content, Findings findings) throws IOException {
        try (var in = content.open()) {
            new OnnxModel(new ForwardBytes(in), findings).message(Kind.MODEL, content.sizeBytes(), 0);
        } catch (EOFException ended) {
            findings.add(UNFINISHED, "onnx-truncated", content.sizeBytes(), "ends in the middle of a field");
        }
    }

    /// The messages on the way to what is looked for, and in which field of each the next one is.
    private enum Kind {
        MODEL,
        OPERATOR_SET,
        GRAPH,
        NODE,
        ATTRIBUTE,
        TENSOR,
        ENTRY,
        OTHER;

        Kind in(long field) {
            return switch (this) {
                case MODEL -> field == 7 ? GRAPH : field == 8 ? OPERATOR_SET : OTHER;
                case GRAPH -> field == 1 ? NODE : field == 5 ? TENSOR : OTHER;
                case NODE -> field == 5 ? ATTRIBUTE : OTHER;
                case ATTRIBUTE -> field == 5 || field == 10 ? TENSOR : field == 6 || field == 11 ? GRAPH : OTHER;
                case TENSOR -> field == 13 ? ENTRY : OTHER;
                case OPERATOR_SET, ENTRY, OTHER -> OTHER;
            };
        }

        /// Whether a field is a text that matters.
        boolean isText(long field) {
            return switch (this) {
                case OPERATOR_SET -> field == 1;
                case NODE -> field == 7;
                case ENTRY -> field <= 2;
                case MODEL, GRAPH, ATTRIBUTE, TENSOR, OTHER -> false;
            };
        }
    }

    private void message(Kind kind, long end, int depth) throws IOException {
        var texts = new HashMap<Long, String>();
        if (depth > MOST_DEPTH) {
            findings.add(
                    UNFINISHED, "onnx-depth", bytes.position(), "graphs nested deeper than %d".formatted(MOST_DEPTH));
            bytes.skip(end - bytes.position());
            return;
        }
        while (bytes.position() < end) {
            if (++fields > MOST_FIELDS) {
                findings.add(UNFINISHED, "onnx-fields", bytes.position(), "too many fields");
                throw new EOFException();
            }
            long key = varint();
            long field = key >>> 3;
            switch ((int) key & 7) {
                case 0 -> varint();
                case 1 -> bytes.skip(8);
                case 5 -> bytes.skip(4);
                case 2 -> {
                    long length = varint();
                    if (length < 0 || length > end - bytes.position()) {
                        throw new EOFException();
                    }
                    field(kind, field, length, depth, texts);
                }
                default -> throw new EOFException();
            }
        }
        judge(kind, texts);
    }

    private void field(Kind kind, long field, long length, int depth, Map<Long, String> texts) throws IOException {
        var inner = kind.in(field);
        if (kind.isText(field) && length <= MOST_TEXT) {
            texts.put(field, new String(bytes.bytes((int) length), StandardCharsets.UTF_8));
        } else if (inner != Kind.OTHER) {
            message(inner, bytes.position() + length, depth + 1);
        } else {
            bytes.skip(length);
        }
    }

    private void judge(Kind kind, Map<Long, String> texts) {
        var domain = texts.getOrDefault(kind == Kind.NODE ? 7L : 1L, "");
        if ((kind == Kind.NODE || kind == Kind.OPERATOR_SET) && !USUAL_DOMAINS.contains(domain)) {
            findings.add(
                    SUSPICIOUS,
                    "onnx-operations",
                    bytes.position(),
                    "operations of %s, which need code of theirs".formatted(quoted(domain)));
        }
        if (kind == Kind.ENTRY && "location".equals(texts.get(1L)) && leavesFolder(texts.getOrDefault(2L, ""))) {
            findings.add(
                    DANGEROUS,
                    "onnx-location",
                    bytes.position(),
                    "reads %s, outside its folder".formatted(quoted(texts.getOrDefault(2L, ""))));
        }
    }

    private static boolean leavesFolder(String location) {
        return location.isEmpty()
                || location.startsWith("/")
                || location.contains("\\")
                || location.contains(":")
                || ("/" + location + "/").contains("/../");
    }

    private long varint() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = bytes.next();
            number |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new EOFException();
    }
}
