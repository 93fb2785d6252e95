package plimsoll.engine.tokenizer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.function.UnaryOperator;
import plimsoll.engine.tokenizer.SentencePieces.SpacePrefix;
import plimsoll.engine.tokenizer.SpecialTokens.Special;
import plimsoll.engine.tokenizer.Vocabulary.Role;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.gguf.GgufHeader;
import plimsoll.weights.gguf.GgufType;
import plimsoll.weights.gguf.GgufValue;

/// Makes the tokenizer that the metadata of a GGUF file describes.
final class GgufTokenizers {
    /// The largest published one has 240 kB.
    private static final int MAX_CHARSMAP_BYTES = 8 << 20;

    private static final String PREFIX = "tokenizer.ggml.";

    private final GgufModel file;
    private final GgufHeader header;

    GgufTokenizers(GgufModel file) {
        this.file = file;
        header = file.header();
    }

    Tokenizer read() throws IOException {
        var model = header.text(PREFIX + "model")
                .orElseThrow(() -> new BadTokenizer("the file has no tokenizer: tokenizer.ggml.model is missing"));
        var vocabulary = vocabulary();
        var specials = specials(vocabulary);
        return switch (model) {
            case "gpt2" -> bytePairs(vocabulary, specials);
            case "llama" -> sentencePieces(vocabulary, specials, List.of(), true);
            case "gemma4" -> sentencePieces(vocabulary, specials, merges(), false);
            case "t5" -> unigram(vocabulary, specials);
            case "bert" -> wordPieces(vocabulary, specials);
            default ->
                throw new BadTokenizer(
                        "tokenizer.ggml.model is \"%s\", a kind of tokenizer that is not known here".formatted(model));
        };
    }

    private Vocabulary vocabulary() throws IOException {
        var texts = texts("tokens", Vocabulary.MAX_TOKENS);
        var kinds = new ArrayList<TokenKind>(Collections.nCopies(texts.size(), TokenKind.NORMAL));
        if (has("token_type", GgufType.INT32, Vocabulary.MAX_TOKENS)) {
            int[] numbers = file.ints(PREFIX + "token_type").orElseThrow();
            if (numbers.length != texts.size()) {
                throw new BadTokenizer("%d tokens with %d types".formatted(texts.size(), numbers.length));
            }
            for (int i = 0; i < numbers.length; i++) {
                kinds.set(i, TokenKind.numbered(numbers[i]));
            }
        }
        float[] scores = has("scores", GgufType.FLOAT32, Vocabulary.MAX_TOKENS)
                ? file.floats(PREFIX + "scores").orElseThrow()
                : new float[0];
        return new Vocabulary(texts, kinds, scores, roles());
    }

    private List<String> texts(String name, int most) throws IOException {
        if (!has(name, GgufType.STRING, most)) {
            throw new BadTokenizer("%s%s is missing".formatted(PREFIX, name));
        }
        return file.texts(PREFIX + name).orElseThrow();
    }

    // An array of another type is refused before it is read as one of this.
    private boolean has(String name, GgufType type, int most) throws BadTokenizer {
        var value = header.metadata().get(PREFIX + name);
        if (value == null) {
            return false;
        }
        if (!(value instanceof GgufValue.Array array) || array.elementType() != type) {
            throw new BadTokenizer("%s%s is not an array of %s".formatted(PREFIX, name, type));
        }
        if (array.length() > most) {
            throw new BadTokenizer(
                    "%s%s has %d elements, where %d are allowed".formatted(PREFIX, name, array.length(), most));
        }
        return true;
    }

    private EnumMap<Role, Integer> roles() throws BadTokenizer {
        var roles = new EnumMap<Role, Integer>(Role.class);
        for (var role : Role.values()) {
            GgufValue value = header.metadata().get(role.key());
            if (value != null) {
                long id = header.whole(role.key()).orElse(Long.MAX_VALUE);
                // Some converters write -1 into an unsigned field.
                boolean none = id == -1 || (value.type() == GgufType.UINT32 && id == 0xFFFF_FFFFL);
                if (!none && (id < 0 || id > Integer.MAX_VALUE)) {
                    throw new BadTokenizer(role.key() + " is no token");
                }
                roles.put(role, none ? -1 : (int) id);
            }
        }
        return roles;
    }

    private static SpecialTokens specials(Vocabulary vocabulary) throws BadTokenizer {
        var specials = new ArrayList<Special>();
        for (int id = 0; id < vocabulary.size(); id++) {
            var kind = vocabulary.kind(id);
            boolean control = kind == TokenKind.CONTROL || kind == TokenKind.UNKNOWN;
            if ((control || kind == TokenKind.USER_DEFINED)
                    && !vocabulary.text(id).isEmpty()) {
                specials.add(new Special(vocabulary.text(id), id, control, false, false));
            }
        }
        return new SpecialTokens(specials);
    }

    private Tokenizer bytePairs(Vocabulary vocabulary, SpecialTokens specials) throws IOException {
        var name = header.text(PREFIX + "pre")
                .orElseThrow(
                        () -> new BadTokenizer("tokenizer.ggml.pre is missing, so nothing says how text is cut into"
                                + " words: convert the model again with a newer converter"));
        var family = PreTokenizers.named(name);
        var patterns = PreTokenizers.compiled(family.patterns());
        return new BytePairs(
                vocabulary,
                specials,
                framing(vocabulary, family.begins(), false, family.separates()),
                new BytePairs.Rules(patterns, family.wholeWords(), flag("add_space_prefix", false), Normalisers.NONE),
                merges());
    }

    private Tokenizer sentencePieces(
            Vocabulary vocabulary, SpecialTokens specials, List<Merges.Pair> merges, boolean prefix)
            throws IOException {
        var spaces = flag("add_space_prefix", prefix) ? SpacePrefix.EVERYWHERE : SpacePrefix.NOWHERE;
        var patterns =
                merges.isEmpty() ? List.<SplitPattern>of() : PreTokenizers.compiled(List.of(PreTokenizers.LINES));
        return new SentencePieces(
                vocabulary,
                specials,
                framing(vocabulary, true, false, false),
                new SentencePieces.Rules(spaces, true, patterns, Normalisers.NONE),
                merges);
    }

    private Tokenizer unigram(Vocabulary vocabulary, SpecialTokens specials) throws IOException {
        UnaryOperator<String> normalised = Normalisers.NONE;
        boolean signed = header.array(PREFIX + "precompiled_charsmap")
                .filter(array -> array.elementType() == GgufType.INT8)
                .isPresent();
        if (has("precompiled_charsmap", signed ? GgufType.INT8 : GgufType.UINT8, MAX_CHARSMAP_BYTES)) {
            normalised =
                    new Charsmap(file.bytes(PREFIX + "precompiled_charsmap").orElseThrow())::normalise;
        }
        return new Unigram(
                vocabulary,
                specials,
                framing(vocabulary, false, true, false),
                new Unigram.Rules(flag("add_space_prefix", true), flag("remove_extra_whitespaces", false), normalised));
    }

    private Tokenizer wordPieces(Vocabulary vocabulary, SpecialTokens specials) throws IOException {
        boolean lowerCase = flag("normalizer.lowercase", true);
        return new WordPieces(
                vocabulary,
                specials,
                framing(vocabulary, true, false, true),
                new WordPieces.Rules(lowerCase, flag("normalizer.strip_accents", lowerCase)));
    }

    private List<Merges.Pair> merges() throws IOException {
        var lines = texts("merges", Merges.MAX_PAIRS);
        var pairs = new ArrayList<Merges.Pair>(lines.size());
        for (var line : lines) {
            pairs.add(Merges.pair(line));
        }
        return pairs;
    }

    private Framing framing(Vocabulary vocabulary, boolean begins, boolean ends, boolean separates) {
        var before = new ArrayList<Integer>();
        var after = new ArrayList<Integer>();
        if (flag("add_bos_token", begins)) {
            var begin = vocabulary.role(Role.BEGIN);
            (begin.isPresent() ? begin : vocabulary.role(Role.CLASS)).ifPresent(before::add);
        }
        if (flag("add_sep_token", separates)) {
            vocabulary.role(Role.SEPARATOR).ifPresent(after::add);
        }
        if (flag("add_eos_token", ends)) {
            vocabulary.role(Role.END).ifPresent(after::add);
        }
        return new Framing(before, after);
    }

    private boolean flag(String name, boolean otherwise) {
        return header.metadata().get(PREFIX + name) instanceof GgufValue.Flag(var value) ? value : otherwise;
    }
}
