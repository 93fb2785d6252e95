package plimsoll.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.Json.Items;
import plimsoll.engine.json.Json.Members;

/// What a `tokenizer.json` puts around a text, from its post-processor, or else from the flags beside it.
final class JsonFraming {
    private JsonFraming() {}

    static Framing of(Members file, Members config, JsonVocabulary vocabulary) throws BadTokenizer {
        for (var step : JsonParts.steps(file, "post_processor", "processors")) {
            switch (JsonParts.type(step)) {
                case "TemplateProcessing" -> {
                    return template(step, vocabulary);
                }
                case "BertProcessing", "RobertaProcessing" -> {
                    return new Framing(named(step, "cls", vocabulary), named(step, "sep", vocabulary));
                }
                case "ByteLevel" -> {}
                default -> throw JsonParts.unknown("post_processor", step);
            }
        }
        return flags(config, vocabulary);
    }

    private static Framing template(Members step, JsonVocabulary vocabulary) {
        var before = new ArrayList<Integer>();
        var after = new ArrayList<Integer>();
        var side = before;
        for (var piece : JsonParts.list(step, "single")) {
            if (piece instanceof Members part) {
                side = part.get("Sequence").isPresent() ? after : side;
                var special = JsonParts.part(part, "SpecialToken").flatMap(token -> token.text("id"));
                if (special.isPresent()) {
                    vocabulary.id(special.get()).ifPresent(side::add);
                }
            }
        }
        return new Framing(before, after);
    }

    private static List<Integer> named(Members step, String name, JsonVocabulary vocabulary) {
        return step.values().get(name) instanceof Items(var two)
                        && !two.isEmpty()
                        && two.getFirst() instanceof Json.Text(var text)
                        && vocabulary.id(text).isPresent()
                ? List.of(vocabulary.id(text).getAsInt())
                : List.of();
    }

    private static Framing flags(Members config, JsonVocabulary vocabulary) {
        return new Framing(flagged(config, "bos_token", vocabulary), flagged(config, "eos_token", vocabulary));
    }

    private static List<Integer> flagged(Members config, String token, JsonVocabulary vocabulary) {
        var text = config.text(token);
        return config.flag("add_" + token, false)
                        && text.isPresent()
                        && vocabulary.id(text.get()).isPresent()
                ? List.of(vocabulary.id(text.get()).getAsInt())
                : List.of();
    }
}
