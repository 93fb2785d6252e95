package plimsoll.weights.conversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.tensors.MalformedWeights;

/// Under which name GGUF knows the way in which a byte-level tokenizer cuts text into words before it merges.
/// Recognised by the patterns themselves: what is not known here would be cut wrongly, and is refused.
final class PreTokenizers {
    private static final String CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|";
    private static final String REST = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";

    private static final Map<List<String>, String> BY_PATTERNS = Map.of(
            List.of(CONTRACTIONS + "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}" + REST), "llama-bpe",
            List.of(CONTRACTIONS + "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}" + REST), "qwen2",
            List.of("[^\\r\\n\\p{L}\\p{N}]?" + UPPER + "*" + LOWER + "+|[^\\r\\n\\p{L}\\p{N}]?" + UPPER + "+" + LOWER
                            + "*|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"),
                    "tekken",
            List.of("gpt-2"), "gpt-2",
            List.of("digits", "gpt-2"), "smollm");

    private PreTokenizers() {}

    /// The name for a `tokenizer.json`.
    static String of(Members tokenizer) throws ConversionRefused {
        var patterns = new ArrayList<String>();
        collect(tokenizer.object("pre_tokenizer"), patterns);
        var name = BY_PATTERNS.get(patterns);
        if (name == null) {
            throw new ConversionRefused("tokenizer.json: words are cut by the pattern %s, which is not known"
                    .formatted(MalformedWeights.quoted(patterns.stream().collect(Collectors.joining(" then ")))));
        }
        return name;
    }

    private static void collect(Members step, List<String> patterns) {
        switch (step.text("type").orElse("")) {
            case "Sequence" -> {
                for (var inner : step.list("pretokenizers")) {
                    collect(inner instanceof Members members ? members : Members.NONE, patterns);
                }
            }
            case "Split" -> patterns.add(step.object("pattern").text("Regex").orElse("?"));
            case "Digits" -> patterns.add(step.flag("individual_digits").orElse(false) ? "digits" : "runs of digits");
            case "ByteLevel" -> {
                // Its own pattern is GPT-2's, and applies unless another has been.
                if (step.flag("use_regex").orElse(true)) {
                    patterns.add("gpt-2");
                }
            }
            default -> patterns.add(step.text("type").orElse("none"));
        }
    }

    /// Whether text becomes bytes, and bytes characters, before it is merged.
    static boolean isByteLevel(Members tokenizer) {
        return mentions(tokenizer.object("pre_tokenizer"), "ByteLevel")
                || mentions(tokenizer.object("decoder"), "ByteLevel");
    }

    /// Whether a step, or one inside it, is of this type.
    static boolean mentions(Members step, String type) {
        if (step.text("type").filter(type::equals).isPresent()) {
            return true;
        }
        for (var key : List.of("pretokenizers", "normalizers", "decoders", "processors")) {
            for (JsonValue inner : step.list(key)) {
                if (inner instanceof Members members && mentions(members, type)) {
                    return true;
                }
            }
        }
        return false;
    }
}
