package plimsoll.weights.conversion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.sentencepiece.Piece;
import plimsoll.weights.tensors.MalformedWeights;

/// The tokens of a tokenizer by number, each with its kind: those of its model, those that were added, and
/// placeholders for rows of the embedding that belong to no token.
final class Vocabulary {
    static final int NORMAL = 1;
    static final int UNKNOWN = 2;
    static final int CONTROL = 3;
    static final int USER_DEFINED = 4;
    static final int UNUSED = 5;
    static final int BYTE = 6;

    /// Four of the largest.
    private static final long MAX_ROWS = 1 << 20;

    private final List<String> tokens;
    private final int[] kinds;
    private final Map<String, Integer> numbers = new HashMap<>();

    private Vocabulary(long rows) throws ConversionRefused {
        if (rows > MAX_ROWS) {
            throw new ConversionRefused("a vocabulary of %d, where %d are allowed".formatted(rows, MAX_ROWS));
        }
        tokens = new ArrayList<>(Collections.nCopies((int) rows, ""));
        kinds = new int[(int) rows];
    }

    /// The tokens by name of a model in `tokenizer.json`.
    ///
    /// @param added the tokens beside them
    /// @param rows how many rows the embedding has
    /// @throws ConversionRefused when a token has no row, or two have one
    static Vocabulary of(Members model, List<JsonValue> added, long rows) throws ConversionRefused {
        var vocabulary = new Vocabulary(rows);
        for (var token : model.object("vocab").values().entrySet()) {
            if (!(token.getValue() instanceof JsonValue.Digits digits)) {
                throw new ConversionRefused("tokenizer.json: a token without a number");
            }
            vocabulary.put(token.getKey(), digits.whole().orElse(-1), NORMAL);
        }
        vocabulary.complete(added);
        return vocabulary;
    }

    /// The pieces of a model of SentencePiece, which count from 0 on.
    ///
    /// @throws ConversionRefused when a token has no row, or two have one
    static Vocabulary of(List<Piece> pieces, List<JsonValue> added, long rows) throws ConversionRefused {
        var vocabulary = new Vocabulary(rows);
        for (int i = 0; i < pieces.size(); i++) {
            vocabulary.put(pieces.get(i).text(), i, pieces.get(i).kind().number());
        }
        vocabulary.complete(added);
        return vocabulary;
    }

    private void complete(List<JsonValue> added) throws ConversionRefused {
        for (var token : added) {
            putAdded(token);
        }
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == 0) {
                tokens.set(i, "[PAD" + i + "]");
                kinds[i] = UNUSED;
            }
        }
    }

    private void putAdded(JsonValue added) throws ConversionRefused {
        if (added instanceof Members token && token.text("content").isPresent()) {
            long number = token.whole("id").orElse(-1);
            // Tokens for pictures are listed by text models too, whose embedding ends before them.
            if (number < kinds.length) {
                put(token.text("content").get(), number, token.flag("special").orElse(false) ? CONTROL : USER_DEFINED);
            }
        }
    }

    private void put(String token, long number, int kind) throws ConversionRefused {
        if (number < 0 || number >= kinds.length) {
            throw new ConversionRefused("the token %s has the number %d, and the embedding %d rows"
                    .formatted(MalformedWeights.quoted(token), number, kinds.length));
        }
        if (kinds[(int) number] != 0 && !tokens.get((int) number).equals(token)) {
            throw new ConversionRefused("the tokens %s and %s have one number"
                    .formatted(MalformedWeights.quoted(tokens.get((int) number)), MalformedWeights.quoted(token)));
        }
        tokens.set((int) number, token);
        kinds[(int) number] = kind;
        numbers.put(token, (int) number);
    }

    int size() {
        return kinds.length;
    }

    String token(int number) {
        return tokens.get(number);
    }

    int kind(int number) {
        return kinds[number];
    }

    /// Says that a token is of another kind.
    void mark(int number, int kind) {
        kinds[number] = kind;
    }

    /// The number of a token; empty when it has none.
    OptionalInt number(Optional<String> token) {
        var number = token.map(numbers::get);
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }

    /// Writes another text for a token, as GGUF spells it.
    void respell(int number, String token) {
        tokens.set(number, token);
    }

    void describe(GgufMetadata metadata) {
        metadata.put("tokenizer.ggml.tokens", tokens).put("tokenizer.ggml.token_type", kinds);
    }
}
