package plimsoll.engine.grammar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plimsoll.engine.fixtures.SmallVocabularies;
import plimsoll.engine.tokenizer.Tokenizer;

/// Answers that follow a mask and nothing else.
public final class Walks {
    /// Tokens of several bytes that reach over what a grammar tells apart, and one that ends an answer.
    static final Tokenizer TOKENIZER = tokenizer();

    static final TokenOrder TOKENS = TokenOrder.of(TOKENIZER);

    private Walks() {}

    private static Tokenizer tokenizer() {
        var merges = List.of(
                "\" :", "\": Ġ", "{ \"", ", Ġ", "} ,", "\" }", "t r", "tr u", "tru e", "a b", "ab c", "1 2", "12 3",
                "[ [", "] ]", "Ã ©", "\\ n", "\\ \"", "Ċ Ġ", "\", Ġ");
        try {
            var sound =
                    merges.stream().filter(merge -> !merge.startsWith("\",")).toList();
            return Tokenizer.read(SmallVocabularies.byteLevel("[^ ]+", sound), Optional.empty());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// A text of allowed tokens, ended where it may be or, when it gets too long, as soon as it may be.
    static Optional<String> walk(Grammar grammar, RandomGenerator random, int most) {
        var state = grammar.start(TOKENS);
        var text = new ByteArrayOutputStream();
        for (int i = 0; i < 40 * most; i++) {
            if (state.mayEnd() && (i > most || random.nextInt(8) == 0)) {
                return Optional.of(text.toString(StandardCharsets.UTF_8));
            }
            var allowed = allowed(state);
            if (allowed.length == 0) {
                return state.mayEnd() ? Optional.of(text.toString(StandardCharsets.UTF_8)) : Optional.empty();
            }
            // Long answers are led home by what closes.
            int token = i > most && random.nextInt(4) > 0 ? closing(allowed) : allowed[random.nextInt(allowed.length)];
            if (!state.accept(token)) {
                throw new AssertionError("a token of the mask was not accepted");
            }
            text.writeBytes(TOKENIZER.bytesOf(token));
        }
        // Cut off: a long answer may be anywhere.
        return Optional.of("");
    }

    private static int closing(int[] allowed) {
        for (char c : "\"}]:,0e".toCharArray()) {
            if (Arrays.binarySearch(allowed, c) >= 0) {
                return c;
            }
        }
        return allowed[0];
    }

    static int[] allowed(GrammarState state) {
        var logits = new float[TOKENIZER.vocabulary().size()];
        state.mask(logits);
        return java.util.stream.IntStream.range(0, logits.length)
                .filter(id -> logits[id] == 0)
                .filter(id -> !TOKENIZER.vocabulary().endsGeneration(id))
                .toArray();
    }

    /// Whether a whole text keeps to the grammar, byte by byte.
    public static boolean accepts(Grammar grammar, String text) {
        var state = grammar.start(TOKENS);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (!state.accept(b & 0xFF)) {
                return false;
            }
        }
        return state.mayEnd();
    }
}
