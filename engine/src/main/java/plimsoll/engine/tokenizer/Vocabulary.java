package plimsoll.engine.tokenizer;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The tokens of a model by number, and what each is for. Immutable.
public final class Vocabulary {
    /// Four times the largest published one.
    public static final int MAX_TOKENS = 1 << 20;

    /// Published tokens have below 300 characters: runs of blanks.
    static final int MAX_TOKEN_CHARACTERS = 1024;

    /// The texts of tokens that end an answer, whatever number the file gives as the end.
    private static final Set<String> ENDS = Set.of(
            "<|eot_id|>",
            "<|im_end|>",
            "<|end|>",
            "<end_of_turn>",
            "<|endoftext|>",
            "<|end_of_text|>",
            "<|eom_id|>",
            "</s>",
            "<EOT>",
            "<|return|>",
            "<|call|>",
            "<end_of_utterance>",
            "<eos>");

    /// What some tokens are used for.
    public enum Role {
        /// Begins every text.
        BEGIN("bos"),
        /// Ends a text.
        END("eos"),
        /// Ends a turn of a conversation.
        END_OF_TURN("eot"),
        /// Ends a message after which a tool answers.
        END_OF_MESSAGE("eom"),
        /// Stands for what cannot be spelt.
        UNKNOWN("unknown"),
        /// Between two sentences of an encoder. The format spells it so.
        SEPARATOR("seperator"),
        /// Fills up a batch.
        PADDING("padding"),
        /// Begins the text of an encoder.
        CLASS("cls"),
        /// Hides a word from an encoder.
        MASK("mask");

        private final String key;

        Role(String key) {
            this.key = key;
        }

        /// The GGUF key that holds its number.
        String key() {
            return "tokenizer.ggml." + key + "_token_id";
        }
    }

    private final String[] texts;
    private final TokenKind[] kinds;
    private final float[] scores;
    private final Map<Role, Integer> roles;
    private final Map<String, Integer> words;
    private final boolean[] ends;

    /// @param scores one a token, or none at all
    /// @throws BadTokenizer when there are none or too many, or a role belongs to no token
    Vocabulary(List<String> texts, List<TokenKind> kinds, float[] scores, Map<Role, Integer> roles)
            throws BadTokenizer {
        if (texts.isEmpty() || texts.size() > MAX_TOKENS) {
            throw new BadTokenizer(
                    "a vocabulary of %d tokens, where 1 to %d are allowed".formatted(texts.size(), MAX_TOKENS));
        }
        if (kinds.size() != texts.size() || (scores.length != 0 && scores.length != texts.size())) {
            throw new BadTokenizer(
                    "%d tokens with %d types and %d scores".formatted(texts.size(), kinds.size(), scores.length));
        }
        this.texts = texts.toArray(String[]::new);
        this.kinds = kinds.toArray(TokenKind[]::new);
        this.scores = scores.clone();
        this.roles = checked(roles, texts.size());
        words = HashMap.newHashMap(texts.size());
        ends = new boolean[texts.size()];
        for (int id = 0; id < texts.size(); id++) {
            index(id);
        }
        for (var role : List.of(Role.END, Role.END_OF_TURN, Role.END_OF_MESSAGE)) {
            role(role).ifPresent(id -> ends[id] = true);
        }
    }

    private void index(int id) throws BadTokenizer {
        var text = texts[id];
        if (text.length() > MAX_TOKEN_CHARACTERS) {
            throw new BadTokenizer("token %d has %d characters, where %d are allowed"
                    .formatted(id, text.length(), MAX_TOKEN_CHARACTERS));
        }
        if (scores.length != 0 && Float.isNaN(scores[id])) {
            throw new BadTokenizer("the score of token %d is not a number".formatted(id));
        }
        if (kinds[id].isMadeOfText()) {
            words.put(text, id);
        }
        boolean special = kinds[id] == TokenKind.CONTROL || kinds[id] == TokenKind.USER_DEFINED;
        ends[id] = special && ENDS.contains(text);
    }

    private static Map<Role, Integer> checked(Map<Role, Integer> roles, int size) throws BadTokenizer {
        var checked = new EnumMap<Role, Integer>(Role.class);
        for (var role : roles.entrySet()) {
            // A converter without such a token writes -1.
            if (role.getValue() < -1 || role.getValue() >= size) {
                throw new BadTokenizer(
                        "%s is %d, which is no token".formatted(role.getKey().key(), role.getValue()));
            }
            if (role.getValue() >= 0) {
                checked.put(role.getKey(), role.getValue());
            }
        }
        return checked;
    }

    /// How many tokens there are.
    public int size() {
        return texts.length;
    }

    /// How a token is written in the vocabulary, which is not what it stands for: see [Tokenizer#bytesOf(int)].
    public String text(int token) {
        return texts[token];
    }

    /// What a token is for.
    public TokenKind kind(int token) {
        return kinds[token];
    }

    /// The token with this use, if the model has one.
    public OptionalInt role(Role role) {
        var id = roles.get(role);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /// Whether a model that says this token has finished its answer.
    public boolean endsGeneration(int token) {
        return ends[token];
    }

    float score(int token) {
        return scores.length == 0 ? 0 : scores[token];
    }

    /// The token that text of this spelling may become, or -1. Never a control token.
    int word(String text) {
        return words.getOrDefault(text, -1);
    }
}
