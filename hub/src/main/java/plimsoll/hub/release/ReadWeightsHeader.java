package plimsoll.hub.release;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plimsoll.hub.content.BlobMissing;
import plimsoll.hub.release.WeightsReading.Fact;
import plimsoll.hub.release.WeightsReading.Malformed;
import plimsoll.hub.release.WeightsReading.Read;
import plimsoll.hub.release.WeightsReading.Tensor;
import plimsoll.hub.release.WeightsReading.Unavailable;
import plimsoll.hub.repositories.Pass;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.gguf.GgufValue;
import plimsoll.weights.safetensors.SafetensorsHeader;
import plimsoll.weights.tensors.MalformedWeights;
import plimsoll.weights.tensors.TensorTable;

/// Reads what a file of weights says about itself, for people to look at. Reads the header only, within the limits of
/// its format's reader, whatever the size of the file.
public final class ReadWeightsHeader {
    /// More tensors than anybody reads; the page stays below a megabyte.
    public static final int MAX_TENSORS = 2_000;

    private static final int MAX_FACTS = 500;
    private static final int MAX_VALUE_CHARACTERS = 500;
    private static final int ELEMENTS_SHOWN = 8;

    private final OpenFile files;

    /// Reads files that `files` opens.
    public ReadWeightsHeader(OpenFile files) {
        this.files = files;
    }

    /// Whether a file of this name has a header that can be read.
    public static boolean reads(String path) {
        return isGguf(path) || path.toLowerCase(Locale.ROOT).endsWith(".safetensors");
    }

    /// The header of a file in git.
    public WeightsReading read(Pass pass, Opening.Small opened) throws IOException {
        try (var channel = files.bytes(pass.repository().id(), opened.file())) {
            return read(opened.file().path().text(), channel);
        }
    }

    /// The header of a large file.
    public WeightsReading read(Opening.Large opened) throws IOException {
        try (var channel = files.bytes(opened.file().pointer())) {
            return read(opened.file().path().text(), channel);
        } catch (BlobMissing _) {
            return new Unavailable();
        }
    }

    private static WeightsReading read(String path, SeekableByteChannel channel) throws IOException {
        try {
            return isGguf(path) ? gguf(GgufHeader.read(channel)) : safetensors(SafetensorsHeader.read(channel));
        } catch (MalformedWeights e) {
            return new Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isGguf(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".gguf");
    }

    private static Read safetensors(SafetensorsHeader header) {
        var facts = new ArrayList<Fact>();
        header.metadata().entrySet().stream()
                .limit(MAX_FACTS)
                .forEach(fact -> facts.add(new Fact(cut(fact.getKey()), cut(fact.getValue()))));
        return read("safetensors", facts, header.tensors());
    }

    private static Read gguf(GgufHeader header) {
        var facts = new ArrayList<Fact>();
        header.metadata().entrySet().stream()
                .limit(MAX_FACTS)
                .forEach(fact -> facts.add(new Fact(cut(fact.getKey()), cut(text(fact.getValue())))));
        return read("GGUF, version " + header.version(), facts, header.tensors());
    }

    private static Read read(String format, List<Fact> facts, TensorTable table) {
        var tensors = table.entries().stream()
                .limit(MAX_TENSORS)
                .map(entry -> new Tensor(
                        entry.name(), entry.dtype().toString(), entry.shape().toString(), entry.sizeBytes()))
                .toList();
        return new Read(format, facts, tensors, table.entries().size(), table.parameters());
    }

    private static String text(GgufValue value) {
        return switch (value) {
            case GgufValue.Whole whole -> whole.decimal();
            case GgufValue.Real real -> Double.toString(real.value());
            case GgufValue.Flag(var flag) -> Boolean.toString(flag);
            case GgufValue.Text(var text) -> text;
            case GgufValue.Array array -> {
                var first = array.first().stream()
                        .limit(ELEMENTS_SHOWN)
                        .map(ReadWeightsHeader::text)
                        .toList();
                yield first.size() == array.length()
                        ? first.toString()
                        : "%s and %d more".formatted(first, array.length() - first.size());
            }
        };
    }

    private static String cut(String text) {
        return text.length() <= MAX_VALUE_CHARACTERS ? text : text.substring(0, MAX_VALUE_CHARACTERS) + "…";
    }
}
