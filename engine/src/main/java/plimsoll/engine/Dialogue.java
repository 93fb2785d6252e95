package plimsoll.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.chat.ChatOptions;
import plimsoll.engine.chat.ChatTemplate;
import plimsoll.engine.chat.TemplateRefused;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.JsonReader;
import plimsoll.engine.json.MalformedJson;
import plimsoll.engine.tokenizer.Tokenizer;
import plimsoll.engine.tokenizer.Vocabulary;
import plimsoll.engine.tokenizer.Vocabulary.Role;
import plimsoll.weights.files.GgufModel;
import plimsoll.weights.files.SafetensorsModel;

/// How one model is talked to: its chat template together with its tokenizer. Immutable; any number of threads.
public final class Dialogue {
    /// The longest published templates have some 20,000 characters; the file has the vocabulary's settings too.
    private static final long MOST_BYTES = 16L << 20;

    private final Tokenizer tokenizer;
    private final ChatTemplate template;

    private Dialogue(Tokenizer tokenizer, ChatTemplate template) {
        this.tokenizer = tokenizer;
        this.template = template;
    }

    /// The dialogue of a model; nothing for a model that only continues text.
    ///
    /// @throws TemplateRefused when its template cannot be run here
    /// @throws IOException when its files cannot be read
    public static Optional<Dialogue> of(Model model) throws IOException, TemplateRefused {
        var source = switch (model.file()) {
            case GgufModel gguf -> gguf.header().text("tokenizer.chat_template");
            case SafetensorsModel files -> inFolder(files.folder());
        };
        return of(model.tokenizer(), source);
    }

    /// The dialogue of a tokenizer and the template beside it; nothing when there is none.
    ///
    /// @param folder of the tokenizer
    /// @throws TemplateRefused when the template cannot be run here
    /// @throws IOException when its file cannot be read
    public static Optional<Dialogue> of(Tokenizer tokenizer, Path folder) throws IOException, TemplateRefused {
        return of(tokenizer, inFolder(folder));
    }

    private static Optional<Dialogue> of(Tokenizer tokenizer, Optional<String> source) throws TemplateRefused {
        return source.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dialogue(tokenizer, ChatTemplate.read(source.get())));
    }

    /// The tokens after which the model's answer begins.
    ///
    /// @param messages objects with `role` and `content`, as OpenAI's protocol has them
    /// @param tools as that protocol has them, or none
    /// @param now what a template that asks for the date is told
    /// @throws TemplateRefused when the template refuses the conversation
    public Tokens prompt(List<Json.Members> messages, List<Json> tools, LocalDateTime now) throws TemplateRefused {
        return written(messages, tools, now, true);
    }

    /// The tokens of a conversation in which nothing is asked.
    ///
    /// @param messages as for [#prompt]
    /// @throws TemplateRefused when the template refuses the conversation
    public Tokens transcript(List<Json.Members> messages, LocalDateTime now) throws TemplateRefused {
        return written(messages, List.of(), now, false);
    }

    private Tokens written(List<Json.Members> messages, List<Json> tools, LocalDateTime now, boolean asks)
            throws TemplateRefused {
        var options = new ChatOptions(asks, spelt(Role.BEGIN), spelt(Role.END), now, Map.of());
        var text = template.render(messages, tools, options);
        return Tokens.of(tokenizer.framed(tokenizer.encode(text)));
    }

    /// How conversations are written.
    public ChatTemplate template() {
        return template;
    }

    private String spelt(Role role) {
        Vocabulary vocabulary = tokenizer.vocabulary();
        var token = vocabulary.role(role);
        return token.isPresent() ? vocabulary.text(token.getAsInt()) : "";
    }

    private static Optional<String> inFolder(Path folder) throws IOException {
        var alone = text(folder.resolve("chat_template.jinja"));
        return alone.isPresent()
                ? alone
                : text(folder.resolve("tokenizer_config.json")).flatMap(Dialogue::inSettings);
    }

    /// The template among a tokenizer's settings: a text, or several with names.
    private static Optional<String> inSettings(String settings) {
        try {
            if (!(JsonReader.read(settings) instanceof Json.Members members)) {
                return Optional.empty();
            }
            return switch (members.get("chat_template").orElseGet(Json.Nothing::new)) {
                case Json.Text(var text) -> Optional.of(text);
                case Json.Items(var named) ->
                    named.stream()
                            .filter(Json.Members.class::isInstance)
                            .map(Json.Members.class::cast)
                            .filter(one -> one.text("name").orElse("").equals("default"))
                            .flatMap(one -> one.text("template").stream())
                            .findFirst();
                case Json.Members _, Json.Whole _, Json.Real _, Json.Flag _, Json.Nothing _ -> Optional.empty();
            };
        } catch (MalformedJson _) {
            // The tokenizer was read from this file: it is no JSON only when the file has changed since.
            return Optional.empty();
        }
    }

    private static Optional<String> text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("%s is larger than 16 MiB".formatted(file));
        }
        return Optional.of(Files.readString(file));
    }
}
