package plimsoll.weights.conversion;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Elements;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.json.JsonValue.Text;
import plimsoll.weights.sentencepiece.Piece;
import plimsoll.weights.sentencepiece.PieceModel;
import plimsoll.weights.sentencepiece.PieceModel.Cut;
import plimsoll.weights.sentencepiece.PieceModel.Marks;
import plimsoll.weights.sentencepiece.PieceModel.Normalisation;
import plimsoll.weights.tensors.MalformedWeights;

/// SentencePiece's unigram model as a `tokenizer.json` keeps it: the pieces in the model, and what is done to text
/// before as steps. A step that GGUF has no word for is refused by its name.
final class JsonPieces {
    private static final Pattern BYTE = Pattern.compile("<0x[0-9A-F]{2}>");
    private static final String BLANK = "\u2581";

    private MemorySegment charsmap = MemorySegment.NULL;
    private boolean addsPrefix;
    private boolean singleSpaces;

    private JsonPieces() {}

    static PieceModel read(Members tokenizer) throws ConversionRefused {
        var steps = new JsonPieces();
        for (var step : steps(tokenizer.object("normalizer"), "normalizers")) {
            steps.normalise(step);
        }
        for (var step : steps(tokenizer.object("pre_tokenizer"), "pretokenizers")) {
            steps.cut(step);
        }
        var model = tokenizer.object("model");
        int unknown = Math.clamp(model.whole("unk_id").orElse(-1), -1, Integer.MAX_VALUE);
        var pieces = pieces(model, unknown);
        return new PieceModel(
                Cut.UNIGRAM,
                pieces,
                new Marks(unknown < pieces.size() ? unknown : -1, -1, -1, -1),
                new Normalisation(steps.charsmap, steps.addsPrefix, steps.singleSpaces));
    }

    private static List<Piece> pieces(Members model, int unknown) throws ConversionRefused {
        boolean bytes = model.flag("byte_fallback").orElse(false);
        var pieces = new ArrayList<Piece>();
        for (var token : model.list("vocab")) {
            if (!(token instanceof Elements(var two)
                    && two.size() == 2
                    && two.getFirst() instanceof Text(var text)
                    && two.getLast() instanceof JsonValue.Digits(var written)
                    && Float.isFinite(Float.parseFloat(written)))) {
                throw new ConversionRefused(
                        "tokenizer.json: token %d is not a text with a score".formatted(pieces.size()));
            }
            var kind = pieces.size() == unknown
                    ? Piece.Kind.UNKNOWN
                    : bytes && BYTE.matcher(text).matches() ? Piece.Kind.BYTE : Piece.Kind.NORMAL;
            pieces.add(new Piece(text, Float.parseFloat(written), kind));
        }
        if (pieces.isEmpty()) {
            throw new ConversionRefused("tokenizer.json: a unigram model without pieces");
        }
        return pieces;
    }

    private static List<Members> steps(Members step, String inside) {
        if (step.values().isEmpty()) {
            return List.of();
        }
        if (!step.text("type").orElse("").equals("Sequence")) {
            return List.of(step);
        }
        return step.list(inside).stream()
                .flatMap(inner -> steps(inner instanceof Members members ? members : Members.NONE, inside).stream())
                .toList();
    }

    private void normalise(Members step) throws ConversionRefused {
        switch (step.text("type").orElse("")) {
            case "Precompiled" -> compiled(step);
            case "Strip" -> singleSpaces = true;
            case "Prepend" -> {
                require(step, step.text("prepend").orElse("").equals(BLANK));
                addsPrefix = true;
            }
            case "Replace" -> {
                var pattern = step.object("pattern");
                boolean runs = pattern.text("Regex").orElse("").equals(" {2,}");
                require(
                        step,
                        runs
                                || (pattern.text("String").orElse("").equals(" ")
                                        && step.text("content").orElse("").equals(BLANK)));
                singleSpaces |= runs;
            }
            default -> require(step, false);
        }
    }

    private void compiled(Members step) throws ConversionRefused {
        require(step, charsmap.byteSize() == 0 && !singleSpaces);
        try {
            charsmap = MemorySegment.ofArray(
                    Base64.getDecoder().decode(step.text("precompiled_charsmap").orElse("")));
        } catch (IllegalArgumentException notBase64) {
            throw new ConversionRefused("tokenizer.json: the precompiled_charsmap is not Base64");
        }
    }

    private void cut(Members step) throws ConversionRefused {
        switch (step.text("type").orElse("")) {
            case "WhitespaceSplit" -> singleSpaces = true;
            case "Metaspace" ->
                addsPrefix = !step.text("prepend_scheme").orElse("always").equals("never")
                        && step.flag("add_prefix_space").orElse(true);
            default -> require(step, false);
        }
    }

    private static void require(Members step, boolean known) throws ConversionRefused {
        if (!known) {
            throw new ConversionRefused("tokenizer.json: the step %s of a unigram model is not converted"
                    .formatted(MalformedWeights.quoted(step.text("type").orElse("none"))));
        }
    }
}
