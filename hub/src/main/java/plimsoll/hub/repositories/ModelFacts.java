package plimsoll.hub.repositories;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.repository.Description;

/// What a model's configuration says, cut down to what the protocol has fields for, as the ecosystem's hub does: which
/// classes run it, how it is quantised, what its tokenizer begins and ends texts with and how it writes a chat.
///
/// @param config its `config.json`
/// @param tokenizer its `tokenizer_config.json`; empty without one
/// @param task what it does
/// @param processed whether it has a `preprocessor_config.json`
/// @param parameters how many its weights have of each type
record ModelFacts(
        Map<?, ?> config, Map<?, ?> tokenizer, Optional<String> task, boolean processed, Map<String, Long> parameters) {
    /// A model has one class, or one for each task it can do.
    private static final int MAX_CLASSES = 16;
    /// Names of classes, methods and tokens.
    private static final int MAX_NAME_CHARACTERS = 200;
    /// The longest templates, with tools and pictures, have some 20,000.
    private static final int MAX_TEMPLATE_CHARACTERS = 64 * 1024;

    private static final List<String> TOKENS = List.of("bos_token", "eos_token", "pad_token", "unk_token");
    private static final Pattern HEAD = Pattern.compile("For[A-Z]\\w*$");

    String json() {
        var facts = new LinkedHashMap<String, Object>();
        var classes = classes();
        if (!classes.isEmpty()) {
            facts.put("config", shortened(classes));
            facts.put("transformersInfo", loaders(classes.getFirst()));
        }
        if (!parameters.isEmpty()) {
            facts.put("parameters", parameters);
        }
        return JsonText.of(facts).orElse(Description.NO_FACTS);
    }

    private List<String> classes() {
        return config.get("architectures") instanceof List<?> classes
                ? classes.stream()
                        .flatMap(name -> text(name, MAX_NAME_CHARACTERS).stream())
                        .limit(MAX_CLASSES)
                        .toList()
                : List.of();
    }

    private Map<String, Object> shortened(List<String> classes) {
        var kept = new LinkedHashMap<String, Object>();
        kept.put("architectures", classes);
        text(config.get("model_type"), MAX_NAME_CHARACTERS).ifPresent(type -> kept.put("model_type", type));
        if (config.get("quantization_config") instanceof Map<?, ?> quantised) {
            var how = new LinkedHashMap<String, Object>();
            text(quantised.get("quant_method"), MAX_NAME_CHARACTERS).ifPresent(name -> how.put("quant_method", name));
            if (quantised.get("bits") instanceof Integer bits) {
                how.put("bits", bits);
            }
            kept.put("quantization_config", how);
        }
        var texts = new LinkedHashMap<String, Object>();
        for (var token : TOKENS) {
            // Older files have the token's text, newer ones a description with the text in it.
            var value = tokenizer.get(token) instanceof Map<?, ?> described
                    ? described.get("content")
                    : tokenizer.get(token);
            text(value, MAX_NAME_CHARACTERS).ifPresent(text -> texts.put(token, text));
        }
        text(tokenizer.get("chat_template"), MAX_TEMPLATE_CHARACTERS)
                .ifPresent(template -> texts.put("chat_template", template));
        if (!texts.isEmpty()) {
            kept.put("tokenizer_config", texts);
        }
        return kept;
    }

    // The class of transformers that finds the model's own: `LlamaForCausalLM` is one of `AutoModelForCausalLM`.
    private Map<String, Object> loaders(String name) {
        var head = HEAD.matcher(name);
        var found = new LinkedHashMap<String, Object>();
        found.put(
                "auto_model",
                "AutoModel" + (head.find() ? head.group() : name.endsWith("LMHeadModel") ? "ForCausalLM" : ""));
        task.ifPresent(does -> found.put("pipeline_tag", does));
        if (processed || !tokenizer.isEmpty()) {
            found.put("processor", processed ? "AutoProcessor" : "AutoTokenizer");
        }
        return found;
    }

    private static Optional<String> text(@Nullable Object value, int most) {
        return value instanceof String text && text.length() <= most ? Optional.of(text) : Optional.empty();
    }
}
