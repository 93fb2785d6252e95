package plimsoll.weights.pickle;

import static plimsoll.weights.tensors.MalformedWeights.quoted;

import java.util.Locale;
import java.util.stream.Collectors;
import plimsoll.weights.pickle.Value.Blob;
import plimsoll.weights.pickle.Value.Global;
import plimsoll.weights.pickle.Value.LongText;
import plimsoll.weights.pickle.Value.Made;
import plimsoll.weights.pickle.Value.Mapping;
import plimsoll.weights.pickle.Value.Persistent;
import plimsoll.weights.pickle.Value.Plain;
import plimsoll.weights.pickle.Value.Sequence;
import plimsoll.weights.pickle.Value.Text;
import plimsoll.weights.pickle.Value.Unknown;
import plimsoll.weights.pickle.Value.Whole;

/// Values as a reader of a report sees them: short, and safe to show.
final class Rendering {
    private static final int DEEPEST = 2;
    private static final int MOST_ELEMENTS = 4;

    private Rendering() {}

    static String call(Value called, Sequence args) {
        return of(called, DEEPEST) + "(" + elements(args, DEEPEST) + ")";
    }

    static String of(Global global) {
        return quoted(global.fullName()).replace("\"", "");
    }

    static String of(Value value, int depth) {
        return switch (value) {
            case Text(var text) -> quoted(text);
            case LongText(var length) -> "text of %d".formatted(length);
            case Whole(var number) -> Long.toString(number);
            case Plain plain -> plain.name().toLowerCase(Locale.ROOT);
            case Blob(var size) -> "%d bytes".formatted(size);
            case Global global -> of(global);
            case Made made -> of(made.of()) + "(…)";
            case Persistent _ -> "stored tensor";
            case Unknown _ -> "?";
            case Sequence sequence -> depth == 0 ? "(…)" : "(" + elements(sequence, depth - 1) + ")";
            case Mapping _ -> "{…}";
        };
    }

    private static String elements(Sequence sequence, int depth) {
        var shown = sequence.first().stream()
                .limit(MOST_ELEMENTS)
                .map(value -> of(value, depth))
                .collect(Collectors.joining(", "));
        return sequence.count() > MOST_ELEMENTS ? shown + ", …" : shown;
    }
}
