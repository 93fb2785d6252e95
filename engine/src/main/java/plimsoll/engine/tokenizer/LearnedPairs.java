package plimsoll.engine.tokenizer;

import java.util.List;

/// A trained byte-level vocabulary.
///
/// @param tokens the bytes and the merged tokens, in the alphabet of byte-level vocabularies, by id
/// @param merges in the order in which they were learned, `left right`
/// @param specials the tokens after them, as they are written
public record LearnedPairs(List<String> tokens, List<String> merges, List<String> specials) {
    /// Copies.
    public LearnedPairs {
        tokens = List.copyOf(tokens);
        merges = List.copyOf(merges);
        specials = List.copyOf(specials);
    }

    /// The vocabulary as the `tokenizer.json` that the ecosystem's tokenizers read.
    public String tokenizerJson() {
        return """
               {
                 "version": "1.0",
                 "truncation": null,
                 "padding": null,
                 "added_tokens": [
               %s
                 ],
                 "normalizer": null,
                 "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
                 "post_processor": null,
                 "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true},
                 "model": {
                   "type": "BPE",
                   "dropout": null,
                   "unk_token": null,
                   "continuing_subword_prefix": null,
                   "end_of_word_suffix": null,
                   "fuse_unk": false,
                   "byte_fallback": false,
                   "ignore_merges": false,
                   "vocab": {
               %s
                   },
                   "merges": [
               %s
                   ]
                 }
               }
               """.formatted(addedTokens(), vocabulary(), mergeList());
    }

    private String addedTokens() {
        var lines = new StringBuilder();
        for (int i = 0; i < specials.size(); i++) {
            lines.append("    {\"id\": %d, \"content\": %s, ".formatted(tokens.size() + i, quoted(specials.get(i))))
                    .append("\"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false, ")
                    .append("\"special\": true}")
                    .append(i + 1 < specials.size() ? ",\n" : "");
        }
        return lines.toString();
    }

    private String vocabulary() {
        var lines = new StringBuilder();
        for (int id = 0; id < tokens.size(); id++) {
            lines.append("      %s: %d%s".formatted(quoted(tokens.get(id)), id, id + 1 < tokens.size() ? ",\n" : ""));
        }
        return lines.toString();
    }

    private String mergeList() {
        return merges.stream()
                .map(merge -> "      " + quoted(merge))
                .reduce((one, next) -> one + ",\n" + next)
                .orElse("");
    }

    /// The alphabet has no control characters, so these two are all that JSON minds.
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
