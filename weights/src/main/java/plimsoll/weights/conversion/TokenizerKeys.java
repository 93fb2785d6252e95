package plimsoll.weights.conversion;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.sentencepiece.PieceModel;
import plimsoll.weights.tensors.MalformedWeights;

/// A tokenizer as GGUF keeps it, out of `tokenizer.json` or a model of SentencePiece, and
/// `tokenizer_config.json`.
final class TokenizerKeys {
    private static final Pattern BYTE_TOKEN = Pattern.compile("<0x[0-9A-F]{2}>");
    private static final String WORD_START = "\u2581";

    /// What transformers calls a special token, and GGUF; the spelling of the separator is GGUF's.
    private static final Map<String, String> SPECIAL = Map.of(
            "bos",
            "bos",
            "eos",
            "eos",
            "unk",
            "unknown",
            "sep",
            "seperator",
            "pad",
            "padding",
            "cls",
            "cls",
            "mask",
            "mask");

    /// The score of a row that belongs to no piece: so bad that no text is cut into its placeholder.
    private static final float NEVER = -10_000;

    private final HubFolder folder;
    private final Members model;
    private final Optional<PieceModel> pieces;
    private final Vocabulary vocabulary;

    /// @param rows how many rows the embedding has
    TokenizerKeys(HubFolder folder, long rows) throws IOException {
        this.folder = folder;
        this.model = folder.tokenizer().object("model");
        this.pieces = model.text("type").filter("Unigram"::equals).isPresent()
                ? Optional.of(JsonPieces.read(folder.tokenizer()))
                : folder.pieces();
        this.vocabulary = pieces.isPresent()
                ? Vocabulary.of(pieces.get().pieces(), folder.addedTokens(), rows)
                : Vocabulary.of(model, folder.addedTokens(), rows);
    }

    void describe(GgufMetadata metadata) throws ConversionRefused {
        if (pieces.isPresent()) {
            describe(pieces.get(), metadata);
        } else {
            describeModel(metadata);
        }
        vocabulary.describe(metadata);
        for (var name : List.of("bos", "eos", "unk", "sep", "pad", "cls", "mask")) {
            special(name)
                    .ifPresent(
                            number -> metadata.put("tokenizer.ggml." + SPECIAL.get(name) + "_token_id", (long) number));
        }
        if (folder.config().has("type_vocab_size")) {
            metadata.put(
                    "tokenizer.ggml.token_type_count",
                    Math.clamp(folder.config().whole("type_vocab_size").orElse(1), 0, 1 << 20));
        }
    }

    private void describeModel(GgufMetadata metadata) throws ConversionRefused {
        var type = model.text("type").orElse(model.has("merges") ? "BPE" : "none");
        switch (type) {
            case "BPE" -> {
                if (PreTokenizers.isByteLevel(folder.tokenizer())) {
                    describeByteLevel(metadata);
                } else {
                    describePieces(metadata);
                }
            }
            case "WordPiece" -> describeWordPieces(metadata);
            default ->
                throw new ConversionRefused("tokenizer.json: a model of the type %s is not converted"
                        .formatted(MalformedWeights.quoted(type)));
        }
    }

    /// A model of SentencePiece as it is: the kinds and scores of GGUF are its own.
    private void describe(PieceModel own, GgufMetadata metadata) throws ConversionRefused {
        var normalisation = own.normalisation();
        var scores = new float[vocabulary.size()];
        Arrays.fill(scores, NEVER);
        for (int i = 0; i < own.pieces().size(); i++) {
            scores[i] = own.pieces().get(i).score();
        }
        metadata.put("tokenizer.ggml.pre", "default")
                .put("tokenizer.ggml.scores", scores)
                .put("tokenizer.ggml.add_space_prefix", normalisation.addsPrefix());
        switch (own.cut()) {
            case MERGES -> {
                if (normalisation.charsmap().byteSize() > 0 || normalisation.singleSpaces()) {
                    throw new ConversionRefused(
                            "the model of SentencePiece merges, and replaces characters or blanks before:"
                                    + " GGUF has no word for both");
                }
                metadata.put("tokenizer.ggml.model", "llama");
            }
            case UNIGRAM -> {
                metadata.put("tokenizer.ggml.model", "t5")
                        .put("tokenizer.ggml.remove_extra_whitespaces", normalisation.singleSpaces());
                if (normalisation.charsmap().byteSize() > 0) {
                    metadata.put("tokenizer.ggml.precompiled_charsmap", normalisation.charsmap());
                }
                // Where nothing else is said, readers of GGUF end such a text.
                if (!folder.tokenizer().values().isEmpty()) {
                    metadata.put("tokenizer.ggml.add_bos_token", false).put("tokenizer.ggml.add_eos_token", false);
                }
            }
        }
        describeFrame(metadata);
    }

    private void describeByteLevel(GgufMetadata metadata) throws ConversionRefused {
        metadata.put("tokenizer.ggml.model", "gpt2")
                .put("tokenizer.ggml.pre", PreTokenizers.of(folder.tokenizer()))
                .put("tokenizer.ggml.merges", Merges.of(model).lines());
        describeFrame(metadata);
    }

    /// SentencePiece merges the pair that makes the token of the highest score, where a byte-pair encoding merges
    /// the pair that comes first in its list: so the place in the list, taken as a debt, is the score.
    private void describePieces(GgufMetadata metadata) throws ConversionRefused {
        var ranks = Merges.of(model).ranks();
        var unknown = vocabulary.number(model.text("unk_token"));
        var scores = new float[vocabulary.size()];
        for (int i = 0; i < scores.length; i++) {
            if (i == unknown.orElse(-1)) {
                vocabulary.mark(i, Vocabulary.UNKNOWN);
            } else if (BYTE_TOKEN.matcher(vocabulary.token(i)).matches()) {
                vocabulary.mark(i, Vocabulary.BYTE);
            } else if (vocabulary.kind(i) == Vocabulary.NORMAL) {
                // What no merge makes is there from the beginning, and its score is never asked for.
                scores[i] = -ranks.getOrDefault(vocabulary.token(i), ranks.size() + i);
            }
        }
        metadata.put("tokenizer.ggml.model", "llama")
                .put("tokenizer.ggml.pre", "default")
                .put("tokenizer.ggml.scores", scores)
                .put("tokenizer.ggml.add_space_prefix", addsPrefix());
        describeFrame(metadata);
    }

    /// A word's beginning is marked in GGUF, and its continuation is not; in `tokenizer.json` it is the other way
    /// round.
    private void describeWordPieces(GgufMetadata metadata) {
        for (int i = 0; i < vocabulary.size(); i++) {
            var token = vocabulary.token(i);
            if (vocabulary.kind(i) == Vocabulary.NORMAL) {
                vocabulary.respell(i, token.startsWith("##") ? token.substring(2) : WORD_START + token);
            }
        }
        var normalizer = folder.tokenizer().object("normalizer");
        boolean lowercase = normalizer.flag("lowercase").orElse(true);
        metadata.put("tokenizer.ggml.model", "bert")
                .put("tokenizer.ggml.pre", "default")
                .put("tokenizer.ggml.normalizer.lowercase", lowercase)
                .put(
                        "tokenizer.ggml.normalizer.strip_accents",
                        normalizer.flag("strip_accents").orElse(lowercase));
        if (!folder.config().has("type_vocab_size")) {
            metadata.put("tokenizer.ggml.token_type_count", 1);
        }
    }

    /// Whether a text is begun and ended with special tokens: as the configuration says, or else as the template
    /// does that the tokenizer puts around texts. Where neither says anything, nothing is said in GGUF, and
    /// readers do what is usual for the kind: some early files of Llama 3 have lost their template, and mean it
    /// all the same.
    private void describeFrame(GgufMetadata metadata) {
        var template = template(folder.tokenizer().object("post_processor"));
        var config = folder.tokenizerConfig();
        config.flag("add_bos_token")
                .or(() -> template.map(frame -> frame.isFirst(vocabulary, special("bos"))))
                .ifPresent(begins -> metadata.put("tokenizer.ggml.add_bos_token", begins));
        config.flag("add_eos_token")
                .or(() -> template.map(frame -> frame.isLast(vocabulary, special("eos"))))
                .ifPresent(ends -> metadata.put("tokenizer.ggml.add_eos_token", ends));
    }

    private boolean addsPrefix() {
        var tokenizer = folder.tokenizer();
        if (PreTokenizers.mentions(tokenizer.object("pre_tokenizer"), "Metaspace")) {
            var space = tokenizer.object("pre_tokenizer");
            return !space.text("prepend_scheme").orElse("first").equals("never")
                    && space.flag("add_prefix_space").orElse(true);
        }
        return PreTokenizers.mentions(tokenizer.object("normalizer"), "Prepend");
    }

    /// The number of a special token: by its text in `tokenizer_config.json`, or else as `config.json` says, or else as
    /// the model of SentencePiece does, which alone knows what is unknown to it.
    private OptionalInt special(String name) {
        var own = pieces.map(PieceModel::marks);
        if (own.isPresent() && name.equals("unk")) {
            return number(own.get().unknown());
        }
        var configured = configured(name);
        if (configured.isPresent() || own.isEmpty()) {
            return configured;
        }
        return switch (name) {
            case "bos" -> number(own.get().begin());
            case "eos" -> number(own.get().end());
            case "pad" -> number(own.get().padding());
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt number(int orNone) {
        return orNone < 0 ? OptionalInt.empty() : OptionalInt.of(orNone);
    }

    private OptionalInt configured(String name) {
        var config = folder.tokenizerConfig();
        var text = config.text(name + "_token")
                .or(() -> config.object(name + "_token").text("content"))
                .or(() -> model.text(name + "_token"));
        var number = vocabulary.number(text);
        if (number.isPresent()) {
            return number;
        }
        var key = name + "_token_id";
        long given = folder.config().list(key).stream()
                .filter(JsonValue.Digits.class::isInstance)
                .map(digits -> ((JsonValue.Digits) digits).whole().orElse(-1))
                .findFirst()
                .orElse(folder.config().whole(key).orElse(-1));
        return given >= 0 && given < vocabulary.size() ? OptionalInt.of((int) given) : OptionalInt.empty();
    }

    private static Optional<Frame> template(Members processor) {
        if (processor.text("type").filter("TemplateProcessing"::equals).isPresent()) {
            return Optional.of(new Frame(processor.list("single")));
        }
        return processor.list("processors").stream()
                .filter(Members.class::isInstance)
                .map(inner -> template((Members) inner))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// What is put around a text: `[CLS] $A [SEP]`.
    private record Frame(List<JsonValue> steps) {
        boolean isFirst(Vocabulary vocabulary, OptionalInt wanted) {
            return !steps.isEmpty() && is(vocabulary, steps.getFirst(), wanted);
        }

        boolean isLast(Vocabulary vocabulary, OptionalInt wanted) {
            return steps.size() > 1 && is(vocabulary, steps.getLast(), wanted);
        }

        private static boolean is(Vocabulary vocabulary, JsonValue step, OptionalInt wanted) {
            return step instanceof Members members
                    && wanted.isPresent()
                    && vocabulary
                            .number(members.object("SpecialToken").text("id"))
                            .equals(wanted);
        }
    }
}
