package plimsoll.engine.tokenizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import plimsoll.engine.json.Json;
import plimsoll.engine.json.Json.Items;
import plimsoll.engine.json.Json.Members;
import plimsoll.engine.json.Json.Whole;
import plimsoll.engine.tokenizer.SpecialTokens.Special;
import plimsoll.engine.tokenizer.Vocabulary.Role;

/// Gathers the tokens of a `tokenizer.json`: those of its model, and those added to it.
final class JsonVocabulary {
    private final List<String> texts = new ArrayList<>();
    private final List<TokenKind> kinds = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();
    private final List<Special> specials = new ArrayList<>();
    private final EnumMap<Role, Integer> roles = new EnumMap<>(Role.class);
    private final Map<String, Integer> ids = new HashMap<>();
    private boolean scored;

    JsonVocabulary(Members model, List<Json> added) throws BadTokenizer {
        switch (model.get("vocab").orElseThrow(() -> new BadTokenizer("the model of tokenizer.json has no vocab"))) {
            case Members(var byText) -> {
                for (var token : byText.entrySet()) {
                    put(token.getKey(), token.getValue() instanceof Whole(var id) ? id : -1, TokenKind.NORMAL);
                }
            }
            case Items(var inOrder) -> putScored(inOrder);
            case Json _ -> throw new BadTokenizer("the vocab of tokenizer.json is neither object nor array");
        }
        if (model.flag("byte_fallback", false)) {
            for (int id = 0; id < texts.size(); id++) {
                if (texts.get(id).matches("<0x[0-9A-Fa-f]{2}>")) {
                    kinds.set(id, TokenKind.BYTE);
                }
            }
        }
        for (var token : added) {
            if (token instanceof Members members) {
                add(members);
            }
        }
        if (model.values().get("unk_id") instanceof Whole(var unknown) && unknown >= 0 && unknown < texts.size()) {
            roles.put(Role.UNKNOWN, (int) unknown);
            kinds.set((int) unknown, TokenKind.UNKNOWN);
        }
        model.text("unk_token").map(ids::get).ifPresent(id -> kinds.set(id, TokenKind.UNKNOWN));
    }

    private void putScored(List<Json> tokens) throws BadTokenizer {
        scored = true;
        for (var token : tokens) {
            if (!(token instanceof Items(var two)
                    && two.size() == 2
                    && two.getFirst() instanceof Json.Text(var text))) {
                throw new BadTokenizer("token %d of tokenizer.json is not a text with a score".formatted(texts.size()));
            }
            double score = switch (two.getLast()) {
                case Whole(var value) -> value;
                case Json.Real(var value) -> value;
                case Json _ -> Double.NaN;
            };
            int id = texts.size();
            put(text, id, TokenKind.NORMAL);
            scores.set(id, score);
        }
    }

    private void put(String text, long id, TokenKind kind) throws BadTokenizer {
        if (id < 0 || id >= Vocabulary.MAX_TOKENS) {
            throw new BadTokenizer("a token of tokenizer.json has the number %d, where 0 to %d are allowed"
                    .formatted(id, Vocabulary.MAX_TOKENS - 1));
        }
        // Numbers nobody uses have no spelling, and no text becomes them.
        int missing = (int) id + 1 - texts.size();
        if (missing > 0) {
            texts.addAll(Collections.nCopies(missing, ""));
            kinds.addAll(Collections.nCopies(missing, TokenKind.UNKNOWN));
            scores.addAll(Collections.nCopies(missing, 0.0));
        }
        texts.set((int) id, text);
        kinds.set((int) id, kind);
        ids.put(text, (int) id);
    }

    private void add(Members token) throws BadTokenizer {
        var text = token.text("content").orElse("");
        long id = token.values().get("id") instanceof Whole(var value) ? value : -1;
        boolean control = token.flag("special", false);
        put(text, id, control ? TokenKind.CONTROL : TokenKind.USER_DEFINED);
        if (!text.isEmpty()) {
            specials.add(
                    new Special(text, (int) id, control, token.flag("lstrip", false), token.flag("rstrip", false)));
        }
    }

    /// Gives a token its use, when there is one of this spelling.
    void use(Role role, String text) {
        var id = ids.get(text);
        if (id != null) {
            roles.put(role, id);
        }
    }

    OptionalInt id(String text) {
        var id = ids.get(text);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /// Writes the tokens of a WordPiece model as GGUF does: U+2581 where a word begins, nothing where it goes on.
    void rewriteWordPieces(String continuing) {
        for (int id = 0; id < texts.size(); id++) {
            var text = texts.get(id);
            if (kinds.get(id) == TokenKind.NORMAL) {
                texts.set(
                        id,
                        !continuing.isEmpty() && text.startsWith(continuing)
                                ? text.substring(continuing.length())
                                : SentencePieces.BLANK + text);
            }
        }
    }

    SpecialTokens specials() throws BadTokenizer {
        return new SpecialTokens(specials);
    }

    Vocabulary build() throws BadTokenizer {
        var floats = new float[scored ? scores.size() : 0];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = scores.get(i).floatValue();
        }
        return new Vocabulary(texts, kinds, floats, roles);
    }
}
