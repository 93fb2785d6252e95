package plimsoll.engine.tokenizer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.Json.Members;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.tokenizer.SentencePieces.SpacePrefix;
import plimsoll.engine.tokenizer.Vocabulary.Role;

/// Makes the tokenizer that a `tokenizer.json` describes. The file is a pipeline of parts; those of the published
/// models are known here, any other is refused by its name.
final class JsonTokenizers {
    /// The largest published one has 33 MB.
    static final int MAX_CHARACTERS = 128 << 20;

    private final Members file;
    private final Members config;
    private final Members model;

    /// @param config `tokenizer_config.json`, which alone says which tokens begin and end a text; or none
    JsonTokenizers(String json, Optional<String> config) throws IOException {
        file = members(json, "tokenizer.json");
        this.config = members(config.orElse("{}"), "tokenizer_config.json");
        model = JsonParts.part(file, "model").orElseThrow(() -> new BadTokenizer("tokenizer.json has no model"));
    }

    private static Members members(String json, String name) throws IOException {
        if (json.length() > MAX_CHARACTERS) {
            throw new BadTokenizer(
                    "%s has %d characters, where %d are allowed".formatted(name, json.length(), MAX_CHARACTERS));
        }
        if (JsonReader.read(json) instanceof Members members) {
            return members;
        }
        throw new BadTokenizer(name + " is not an object");
    }

    Tokenizer read() throws IOException {
        var steps = JsonSteps.of(file);
        // Early files do not name their model; only BPE has merges.
        var type = model.text("type").orElse(model.get("merges").isPresent() ? "BPE" : "WordPiece");
        return switch (type) {
            case "BPE" -> steps.isByteLevel() ? bytePairs(steps) : sentencePieces(steps);
            case "Unigram" -> unigram(steps);
            case "WordPiece" -> wordPieces(steps);
            default ->
                throw new BadTokenizer("tokenizer.json has the model \"%s\", which is not known here".formatted(type));
        };
    }

    private Tokenizer bytePairs(JsonSteps steps) throws BadTokenizer {
        refuseUnknownOptions();
        var vocabulary = vocabulary();
        return new BytePairs(
                vocabulary.build(),
                vocabulary.specials(),
                JsonFraming.of(file, config, vocabulary),
                new BytePairs.Rules(
                        PreTokenizers.compiled(steps.patterns()),
                        model.flag("ignore_merges", false),
                        steps.prefix() != SpacePrefix.NOWHERE,
                        steps.normalised()),
                merges());
    }

    private Tokenizer sentencePieces(JsonSteps steps) throws BadTokenizer {
        refuseUnknownOptions();
        var vocabulary = vocabulary();
        return new SentencePieces(
                vocabulary.build(),
                vocabulary.specials(),
                JsonFraming.of(file, config, vocabulary),
                new SentencePieces.Rules(
                        steps.prefix(),
                        steps.prefixBeforeBlanks(),
                        PreTokenizers.compiled(steps.patterns()),
                        steps.normalised()),
                merges());
    }

    private Tokenizer unigram(JsonSteps steps) throws BadTokenizer {
        var vocabulary = vocabulary();
        return new Unigram(
                vocabulary.build(),
                vocabulary.specials(),
                JsonFraming.of(file, config, vocabulary),
                new Unigram.Rules(steps.prefix() != SpacePrefix.NOWHERE, steps.isSingleSpaced(), steps.normalised()));
    }

    private Tokenizer wordPieces(JsonSteps steps) throws BadTokenizer {
        var vocabulary = vocabulary();
        vocabulary.rewriteWordPieces(model.text("continuing_subword_prefix").orElse("##"));
        return new WordPieces(
                vocabulary.build(),
                vocabulary.specials(),
                JsonFraming.of(file, config, vocabulary),
                steps.wordPieces());
    }

    private JsonVocabulary vocabulary() throws BadTokenizer {
        var vocabulary = new JsonVocabulary(model, JsonParts.list(file, "added_tokens"));
        for (var role : Role.values()) {
            token(role).ifPresent(text -> vocabulary.use(role, text));
        }
        return vocabulary;
    }

    private Optional<String> token(Role role) {
        return switch (role) {
            case BEGIN -> configured("bos_token");
            case END -> configured("eos_token");
            case UNKNOWN -> model.text("unk_token").or(() -> configured("unk_token"));
            case SEPARATOR -> configured("sep_token");
            case PADDING -> configured("pad_token");
            case CLASS -> configured("cls_token");
            case MASK -> configured("mask_token");
            case END_OF_TURN, END_OF_MESSAGE -> Optional.empty();
        };
    }

    // A text, or an object that describes the token.
    private Optional<String> configured(String name) {
        return config.text(name)
                .or(() -> config.get(name)
                        .flatMap(value -> value instanceof Members token ? token.text("content") : Optional.empty()));
    }

    private void refuseUnknownOptions() throws BadTokenizer {
        for (var option : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
            if (model.text(option).filter(text -> !text.isEmpty()).isPresent()) {
                throw new BadTokenizer(
                        "tokenizer.json has a BPE model with %s, which is not known here".formatted(option));
            }
        }
    }

    private List<Merges.Pair> merges() throws BadTokenizer {
        var list = JsonParts.list(model, "merges");
        if (list.size() > Merges.MAX_PAIRS) {
            throw new BadTokenizer(
                    "tokenizer.json has %d merges, where %d are allowed".formatted(list.size(), Merges.MAX_PAIRS));
        }
        var pairs = new ArrayList<Merges.Pair>(list.size());
        for (var merge : list) {
            pairs.add(
                    switch (merge) {
                        case Json.Text(var line) -> Merges.pair(line);
                        case Json.Items(var two)
                        when two.size() == 2
                                && two.get(0) instanceof Json.Text(var left)
                                && two.get(1) instanceof Json.Text(var right) -> new Merges.Pair(left, right);
                        case Json _ -> throw new BadTokenizer("merge %d is not two texts".formatted(pairs.size()));
                    });
        }
        return pairs;
    }
}
