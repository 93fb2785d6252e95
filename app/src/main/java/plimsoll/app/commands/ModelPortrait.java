package plimsoll.app.commands;

import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.ModelFile;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.gguf.GgufType;
import plimsoll.weights.gguf.GgufValue;
import plimsoll.weights.gguf.GgufValue.Array;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorView;

/// What a model file says of itself, for people and for scripts.
///
/// For people texts are shortened and stripped of what a terminal would obey: a stranger wrote them.
final class ModelPortrait {
    /// Of an array, for people.
    private static final int SHOWN_ELEMENTS = 4;

    private final ModelFile model;

    ModelPortrait(ModelFile model) {
        this.model = model;
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("format", format());
        if (model instanceof GgufModel gguf) {
            map.put("version", gguf.header().version());
            gguf.header().architecture().ifPresent(architecture -> map.put("architecture", architecture));
        }
        map.put("parameters", parameters());
        map.put("parametersByType", parametersByType());
        map.put("sizeBytes", model.sizeBytes());
        map.put("files", names());
        map.put("metadata", metadata());
        map.put(
                "tensors",
                model.tensors().values().stream().map(ModelPortrait::toMap).toList());
        return map;
    }

    List<String> lines(boolean tensors) {
        var lines = new ArrayList<String>();
        lines.add("format        " + format() + version());
        if (model instanceof GgufModel gguf) {
            gguf.header().architecture().ifPresent(architecture -> lines.add("architecture  " + quoted(architecture)));
        }
        lines.add("parameters    " + grouped(parameters()) + " in "
                + grouped(model.tensors().size()) + " tensors");
        lines.add("types         "
                + parametersByType().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + grouped(entry.getValue()))
                        .collect(Collectors.joining(", ")));
        lines.add("size          %s bytes in %s"
                .formatted(
                        grouped(model.sizeBytes()),
                        model.parts().size() == 1 ? "one file" : model.parts().size() + " files"));
        lines.add("");
        switch (model) {
            case GgufModel gguf ->
                gguf.header().metadata().forEach((key, value) -> lines.add(shown(key) + " = " + shown(value)));
            case SafetensorsModel safetensors ->
                safetensors.metadata().forEach((key, value) -> lines.add(shown(key) + " = " + quoted(value)));
        }
        if (tensors) {
            lines.add("");
            model.tensors()
                    .values()
                    .forEach(tensor ->
                            lines.add("%-8s %-20s %s".formatted(tensor.type(), tensor.shape(), shown(tensor.name()))));
        }
        return lines;
    }

    private String format() {
        return switch (model) {
            case GgufModel _ -> "gguf";
            case SafetensorsModel _ -> "safetensors";
        };
    }

    private String version() {
        return model instanceof GgufModel gguf ? ", version " + gguf.header().version() : "";
    }

    private long parameters() {
        return model.tensors().values().stream()
                .mapToLong(tensor -> tensor.shape().parameters())
                .sum();
    }

    private Map<DType, Long> parametersByType() {
        var counts = new EnumMap<DType, Long>(DType.class);
        model.tensors()
                .values()
                .forEach(tensor -> counts.merge(tensor.type(), tensor.shape().parameters(), Long::sum));
        return counts;
    }

    private List<String> names() {
        return model.parts().stream()
                .map(part -> String.valueOf(part.getFileName()))
                .toList();
    }

    private Map<String, ?> metadata() {
        return switch (model) {
            case SafetensorsModel safetensors -> safetensors.metadata();
            case GgufModel gguf -> {
                var values = new LinkedHashMap<String, Object>();
                gguf.header().metadata().forEach((key, value) -> values.put(key, plain(value)));
                yield values;
            }
        };
    }

    /// An array as far as it is kept: whole, unless it is a vocabulary.
    private static Object plain(GgufValue value) {
        return switch (value) {
            case GgufValue.Whole whole -> new BigInteger(whole.decimal());
            case GgufValue.Real(var _, var number) when !Double.isFinite(number) -> Double.toString(number);
            case GgufValue.Real(var type, var number) ->
                type == GgufType.FLOAT32 ? (Object) (float) number : (Object) number;
            case GgufValue.Flag(var flag) -> flag;
            case GgufValue.Text(var text) -> text;
            case Array array
            when array.isComplete() ->
                array.first().stream().map(ModelPortrait::plain).toList();
            case Array array ->
                Map.of(
                        "length", array.length(),
                        "elementType", array.elementType(),
                        "first",
                                array.first().stream()
                                        .map(ModelPortrait::plain)
                                        .limit(SHOWN_ELEMENTS)
                                        .toList());
        };
    }

    private static String shown(GgufValue value) {
        return switch (value) {
            case GgufValue.Text(var text) -> quoted(text);
            case Array array ->
                array.first().stream()
                        .limit(SHOWN_ELEMENTS)
                        .map(ModelPortrait::shown)
                        .collect(Collectors.joining(
                                ", ",
                                "[",
                                array.length() > SHOWN_ELEMENTS
                                        ? ", ... %s in all]".formatted(grouped(array.length()))
                                        : "]"));
            case GgufValue.Whole _, GgufValue.Real _, GgufValue.Flag _ -> String.valueOf(plain(value));
        };
    }

    private static Map<String, Object> toMap(TensorView tensor) {
        var map = new LinkedHashMap<String, Object>();
        var shape = new ArrayList<Long>();
        for (int axis = 0; axis < tensor.shape().rank(); axis++) {
            shape.add(tensor.shape().dimension(axis));
        }
        map.put("name", tensor.name());
        map.put("type", tensor.type());
        map.put("shape", shape);
        map.put("sizeBytes", tensor.data().byteSize());
        return map;
    }

    private static String shown(String name) {
        var safe = quoted(name);
        return safe.substring(1, safe.length() - 1);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
