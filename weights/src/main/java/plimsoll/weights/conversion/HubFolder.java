package plimsoll.weights.conversion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import plimsoll.weights.files.SafetensorsModel;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.sentencepiece.PieceModel;

/// A model as the Hub publishes it: weights in safetensors, and beside them what they mean.
///
/// @param config what `config.json` says of the language model
/// @param tokenizer `tokenizer.json`; without members when there is only a model of SentencePiece
/// @param tokenizerConfig `tokenizer_config.json`; without members when there is none
record HubFolder(SafetensorsModel model, Members config, Members tokenizer, Members tokenizerConfig) {
    /// What a model of SentencePiece is called. That of XLM-R, `sentencepiece.bpe.model`, counts otherwise than its
    /// tokenizer does, and is left alone.
    private static final List<String> PIECE_FILES = List.of("tokenizer.model", "spiece.model");

    /// The longest template in use has 25 kB.
    private static final long MAX_TEMPLATE_BYTES = 1 << 20;

    static HubFolder around(SafetensorsModel model) throws IOException {
        var config = required(model.folder(), "config.json");
        return new HubFolder(
                model,
                // Models with eyes say what they are as a whole outside, and what their language model is inside.
                config.has("text_config") ? inner(config) : config,
                pieces(model.folder()).isPresent()
                        ? optional(model.folder(), "tokenizer.json")
                        : required(model.folder(), "tokenizer.json"),
                optional(model.folder(), "tokenizer_config.json"));
    }

    private static Members inner(Members config) {
        var inner = new LinkedHashMap<>(config.values());
        inner.putAll(config.object("text_config").values());
        var architectures = config.values().get("architectures");
        if (architectures != null) {
            inner.put("architectures", architectures);
        }
        return new Members(inner);
    }

    /// What the model is called, as far as the folder tells.
    String name() {
        var given = config.text("_name_or_path").map(name -> name.replaceFirst(".*/", ""));
        return given.filter(name -> !name.isBlank())
                .orElseGet(() -> String.valueOf(model.folder().getFileName()));
    }

    /// The model of SentencePiece that is the tokenizer; empty when `tokenizer.json` says it all.
    Optional<PieceModel> pieces() throws IOException {
        var file = pieces(model.folder());
        return tokenizer.values().isEmpty() && file.isPresent()
                ? Optional.of(PieceModel.read(file.get()))
                : Optional.empty();
    }

    private static Optional<Path> pieces(Path folder) {
        return PIECE_FILES.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// The tokens that were added to the tokenizer's own, each with its `id` and its `content`.
    List<JsonValue> addedTokens() {
        if (!tokenizer.values().isEmpty()) {
            return tokenizer.list("added_tokens");
        }
        var added = new ArrayList<JsonValue>();
        for (var token : tokenizerConfig.object("added_tokens_decoder").values().entrySet()) {
            if (token.getValue() instanceof Members members) {
                var withNumber = new LinkedHashMap<>(members.values());
                withNumber.put("id", new JsonValue.Digits(token.getKey()));
                added.add(new Members(withNumber));
            }
        }
        return added;
    }

    /// One more JSON file of the folder; without members when it is not there.
    Members other(String path) throws IOException {
        return optional(model.folder(), path);
    }

    /// The text of a template that has a file to itself; empty when it has none.
    String templateFile() throws IOException {
        var file = model.folder().resolve("chat_template.jinja");
        if (Files.isRegularFile(file) && Files.size(file) <= MAX_TEMPLATE_BYTES) {
            return Files.readString(file);
        }
        return optional(model.folder(), "chat_template.json")
                .text("chat_template")
                .orElse("");
    }

    private static Members required(Path folder, String name) throws IOException {
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw new ConversionRefused("%s is missing beside the weights".formatted(name));
        }
        return JsonValue.readObject(folder.resolve(name));
    }

    private static Members optional(Path folder, String name) throws IOException {
        return Files.isRegularFile(folder.resolve(name)) ? JsonValue.readObject(folder.resolve(name)) : Members.NONE;
    }
}
