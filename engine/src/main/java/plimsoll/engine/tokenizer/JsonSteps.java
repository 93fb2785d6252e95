package plimsoll.engine.tokenizer;

import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import plimsoll.engine.json.Json.Members;
import plimsoll.engine.tokenizer.SentencePieces.SpacePrefix;

/// What a `tokenizer.json` does to text before its model sees it: normalisers, then cuts.
final class JsonSteps {
    private static final String BLANK = String.valueOf(SentencePieces.BLANK);

    private final List<String> patterns = new ArrayList<>();
    private UnaryOperator<String> normalised = Normalisers.NONE;
    private SpacePrefix prefix = SpacePrefix.NOWHERE;
    private boolean prefixBeforeBlanks;
    private boolean byteLevel;
    private boolean singleSpaced;
    private boolean lowerCase;
    private boolean stripAccents;

    private JsonSteps() {}

    static JsonSteps of(Members file) throws BadTokenizer {
        var steps = new JsonSteps();
        for (var step : JsonParts.steps(file, "normalizer", "normalizers")) {
            steps.normalise(step);
        }
        for (var step : JsonParts.steps(file, "pre_tokenizer", "pretokenizers")) {
            steps.cut(step);
        }
        return steps;
    }

    private void normalise(Members step) throws BadTokenizer {
        switch (JsonParts.type(step)) {
            case "NFC" -> then(Normalisers.unicode(Form.NFC));
            case "NFD" -> then(Normalisers.unicode(Form.NFD));
            case "NFKC" -> then(Normalisers.unicode(Form.NFKC));
            case "NFKD" -> then(Normalisers.unicode(Form.NFKD));
            case "Lowercase" -> then(Normalisers::lowerCase);
            case "StripAccents" -> then(Normalisers::withoutMarks);
            case "Precompiled" -> then(charsmap(step)::normalise);
            case "Prepend" -> prepend(step);
            case "Replace" -> replace(step);
            case "Strip" -> singleSpaced = true;
            case "BertNormalizer" -> {
                lowerCase = step.flag("lowercase", true);
                stripAccents = step.flag("strip_accents", lowerCase);
            }
            default -> throw JsonParts.unknown("normalizer", step);
        }
    }

    private void then(UnaryOperator<String> next) {
        var before = normalised;
        normalised = before.equals(Normalisers.NONE) ? next : text -> next.apply(before.apply(text));
    }

    private static Charsmap charsmap(Members step) throws BadTokenizer {
        try {
            return new Charsmap(
                    Base64.getDecoder().decode(step.text("precompiled_charsmap").orElse("")));
        } catch (IllegalArgumentException notBase64) {
            throw new BadTokenizer("the precompiled_charsmap is not Base64: " + notBase64.getMessage());
        }
    }

    private void prepend(Members step) throws BadTokenizer {
        if (!step.text("prepend").orElse("").equals(BLANK)) {
            throw JsonParts.unknown("normalizer", step);
        }
        prefix = SpacePrefix.EVERYWHERE;
        prefixBeforeBlanks = true;
    }

    private void replace(Members step) throws BadTokenizer {
        var content = step.text("content").orElse("");
        var pattern = JsonParts.part(step, "pattern").orElseThrow(() -> JsonParts.unknown("normalizer", step));
        var literal = pattern.text("String");
        if (literal.isPresent()) {
            // The model's own alphabet writes a blank so: nothing is left to do here.
            if (!literal.get().equals(" ") || !content.equals(BLANK)) {
                then(text -> text.replace(literal.get(), content));
            }
        } else if (pattern.text("Regex").orElse("").equals(" {2,}")) {
            singleSpaced = true;
        } else {
            throw JsonParts.unknown("normalizer", step);
        }
    }

    private void cut(Members step) throws BadTokenizer {
        switch (JsonParts.type(step)) {
            case "ByteLevel" -> {
                byteLevel = true;
                prefix = step.flag("add_prefix_space", true) ? SpacePrefix.FIRST : prefix;
                if (step.flag("use_regex", true)) {
                    patterns.add(PreTokenizers.GPT2);
                }
            }
            case "Split" -> split(step);
            case "Digits" -> patterns.add(step.flag("individual_digits", false) ? "\\p{N}" : "\\p{N}+");
            case "Punctuation" ->
                patterns.add("[\\p{P}\\$\\+<=>\\^~\\|`]" + (behaviour(step).equals("Contiguous") ? "+" : ""));
            case "Metaspace" -> metaspace(step);
            case "WhitespaceSplit" -> singleSpaced = true;
            case "BertPreTokenizer" -> {}
            default -> throw JsonParts.unknown("pre_tokenizer", step);
        }
    }

    private static String behaviour(Members step) {
        return step.text("behavior").orElse("Isolated");
    }

    private void split(Members step) throws BadTokenizer {
        var pattern = JsonParts.part(step, "pattern").orElseThrow(() -> JsonParts.unknown("pre_tokenizer", step));
        var literal = pattern.text("String");
        // After blanks have become U+2581 there is none left to cut at.
        if (literal.isPresent()
                && literal.get().equals(" ")
                && !byteLevel
                && behaviour(step).equals("MergedWithPrevious")) {
            return;
        }
        boolean isolated =
                behaviour(step).equals("Isolated") || (behaviour(step).equals("Removed") && step.flag("invert", false));
        if (!isolated) {
            throw JsonParts.unknown("pre_tokenizer", step);
        }
        patterns.add(pattern.text("Regex")
                .or(() -> literal.map(JsonSteps::quoted))
                .orElseThrow(() -> JsonParts.unknown("pre_tokenizer", step)));
    }

    private static String quoted(String literal) {
        return Pattern.compile("[^\\p{L}\\p{N}\\s]").matcher(literal).replaceAll("\\\\$0");
    }

    private void metaspace(Members step) throws BadTokenizer {
        var scheme = step.text("prepend_scheme").orElse(step.flag("add_prefix_space", true) ? "always" : "never");
        prefix = switch (scheme) {
            case "always" -> SpacePrefix.EVERYWHERE;
            case "first" -> SpacePrefix.FIRST;
            case "never" -> SpacePrefix.NOWHERE;
            default -> throw JsonParts.unknown("pre_tokenizer", step);
        };
        if (step.flag("split", true)) {
            patterns.add(BLANK + "[^" + BLANK + "]*|[^" + BLANK + "]+");
        }
    }

    boolean isByteLevel() {
        return byteLevel;
    }

    boolean isSingleSpaced() {
        return singleSpaced;
    }

    List<String> patterns() {
        return List.copyOf(patterns);
    }

    SpacePrefix prefix() {
        return prefix;
    }

    boolean prefixBeforeBlanks() {
        return prefixBeforeBlanks;
    }

    UnaryOperator<String> normalised() {
        return normalised;
    }

    WordPieces.Rules wordPieces() {
        return new WordPieces.Rules(lowerCase, stripAccents);
    }
}
