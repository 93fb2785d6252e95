package plimsoll.engine.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A folder with all that a small training needs: conversations, a tokenizer of bytes, a recipe.
public record Workshop(Path folder) {
    static final int STEPS = 12;
    private static final String TEMPLATE = "<|begin|>{% for m in messages %}{% if m.role == 'user' %}<|user|>"
            + "{% else %}<|assistant|>{% endif %}{{ m.content }}<|end|>"
            + "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";
    private static final List<String> SPECIALS =
            List.of("<|end|>", "<|user|>", "<|assistant|>", "<|system|>", "<|begin|>", "<|pad|>");

    /// Makes one.
    public static Workshop in(Path folder) throws IOException {
        Files.createDirectories(folder);
        var workshop = new Workshop(folder);
        workshop.data(IntStream.range(0, 40)
                .mapToObj(i -> conversation("what is " + i % 5, "it is " + i % 5))
                .collect(Collectors.joining("\n")));
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"bos_token\":\"<|begin|>\",\"eos_token\":\"<|end|>\",\"pad_token\":\"<|pad|>\",\"chat_template\":\"%s\"}"
                        .formatted(TEMPLATE));
        return workshop;
    }

    static String conversation(String question, String answer) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"},{\"role\":\"assistant\",\"content\":\"%s\"}]}"
                .formatted(question, answer);
    }

    void data(String lines) throws IOException {
        Files.writeString(folder.resolve("data.jsonl"), lines);
    }

    /// A recipe that begins from nothing.
    public Recipe recipe() throws IOException {
        return recipe("\"model\":{\"dimension\":32,\"layers\":2,\"heads\":4,\"kv_heads\":2,\"feed_forward\":64,"
                + "\"context\":64}");
    }

    /// @param more members of the recipe
    Recipe recipe(String more) throws IOException {
        var file = folder.resolve("recipe.json");
        Files.writeString(
                file,
                ("{\"data\":\"data.jsonl\",\"tokenizer\":\".\",\"shards\":2,\"pack_tokens\":96,\"steps\":%d,"
                                + "\"peak_rate\":0.01,\"checkpoint_every\":4,\"dtype\":\"F32\",%s}")
                        .formatted(STEPS, more));
        return Recipe.read(file);
    }

    /// Trains until the step after which it is to stop, or to the end.
    public static boolean train(Recipe recipe, Path output, boolean resume, IntPredicate stops) throws IOException {
        try (var training = Training.open(recipe, output, 2, resume)) {
            return training.run(new Until(stops));
        }
    }

    private static final class Until implements Watcher {
        private final IntPredicate stops;
        private int step;

        Until(IntPredicate stops) {
            this.stops = stops;
        }

        @Override
        public void stepped(int now, int steps, double loss, int tokens) {
            step = now;
        }

        @Override
        public boolean stops() {
            return stops.test(step);
        }
    }

    private static String tokenizer() {
        var tokens = IntStream.range(0, 256)
                .mapToObj(b -> "\"%s\":%d".formatted(letter(b), b))
                .collect(Collectors.joining(","));
        var added = IntStream.range(0, SPECIALS.size())
                .mapToObj(i -> ("{\"id\":%d,\"content\":\"%s\",\"special\":true,\"single_word\":false,\"lstrip\":false,"
                                + "\"rstrip\":false,\"normalized\":false}")
                        .formatted(256 + i, SPECIALS.get(i)))
                .collect(Collectors.joining(","));
        return ("{\"version\":\"1.0\",\"added_tokens\":[%s],\"normalizer\":null,\"pre_tokenizer\":{\"type\":"
                        + "\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":true},"
                        + "\"post_processor\":null,\"decoder\":{\"type\":\"ByteLevel\"},"
                        + "\"model\":{\"type\":\"BPE\",\"vocab\":{%s},\"merges\":[]}}")
                .formatted(added, tokens);
    }

    /// The letter that byte-level vocabularies write a byte with.
    private static String letter(int value) {
        int before =
                (int) IntStream.range(0, value).filter(b -> !isPrintable(b)).count();
        return "\\u%04x".formatted(isPrintable(value) ? value : 256 + before);
    }

    private static boolean isPrintable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || value >= 0xAE;
    }
}
