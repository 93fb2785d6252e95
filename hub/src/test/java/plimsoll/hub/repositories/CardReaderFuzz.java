package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import plimsoll.domain.repository.RepoKind;

/// Whatever stands at the top of a README, it is read or its author is told why not, quickly and without a fault.
final class CardReaderFuzz {
    private static final int ROUNDS = 1_500;
    private static final int MOST_TAGS = 5_000;
    private static final String CARD = """
            ---
            language: [en, 'no']
            license: apache-2.0
            library_name: transformers
            pipeline_tag: text-generation
            tags:
            - moe
            - "quoted: text"
            datasets: [lab/corpus, other/one]
            base_model: meta/llama
            model-index:
            - name: a model
              results:
              - task: {type: text-generation}
                dataset: {name: d, type: lab/d}
                metrics: [{type: accuracy, value: 0.5}]
            ---
            See arxiv.org/abs/2310.06825.
            """;
    private static final List<String> SPICE = List.of(
            "---\n",
            "&a [*a, *a]",
            "*a",
            "&a",
            "<<: *a",
            "!!java.net.URL [x]",
            "!!binary AAAA",
            "? ",
            ": ",
            "- ",
            "[".repeat(300),
            "{a: ".repeat(300),
            "  ".repeat(200),
            "null",
            "~",
            ".nan",
            "1e999",
            "0x7fffffffffffffffff",
            "2026-02-30",
            "\u0000",
            "\ufeff",
            "\u202e",
            "\ud800",
            "\"\\x",
            "|\n",
            ">-\n",
            "%YAML 9.9\n",
            "\t",
            "\r",
            "a".repeat(100_000));

    private final CardReader reader = new CardReader(Optional.of("eu"));

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void anyCardIsReadOrItsAuthorToldWhyNot() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var text = mutated(new Random(seed));
            int number = seed;
            for (var kind : RepoKind.values()) {
                var problems = reader.problems(kind, text);
                assertTrue(problems.size() <= MOST_TAGS, () -> "seed " + number);
                var tags = reader.read(kind, text, Contents.NONE).tags();
                assertTrue(tags.size() <= MOST_TAGS, () -> "seed " + number);
            }
        }
    }

    private static String mutated(Random random) {
        var text = new StringBuilder(CARD);
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, SPICE.get(random.nextInt(SPICE.size())));
                case 2 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(40)));
                default -> text.replace(at, end, SPICE.get(random.nextInt(SPICE.size())));
            }
        }
        return text.toString();
    }
}
