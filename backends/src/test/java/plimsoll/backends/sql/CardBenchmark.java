package plimsoll.backends.sql;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Story;

/// What a download asks of the catalogue about the card, as it is asked and with the card's whole text, on SQLite.
final class CardBenchmark {
    private static final int ROUNDS = 2_000;

    private CardBenchmark() {}

    /// Measures.
    public static void main(String[] arguments) throws Exception {
        try (var database = Databases.sqlite(Files.createTempDirectory("card-benchmark"))) {
            var catalogue = new SqlCatalogue(database, new StoppedClock());
            for (int kilobytes : new int[] {1, 64, 1_024}) {
                var model = Story.model(kilobytes, "lab/card-" + kilobytes);
                catalogue.add(model);
                var text = "{\"said\":\"%s\"}".formatted("x".repeat(kilobytes * 1_024));
                var card = new Card(
                        text, List.of("en"), Optional.empty(), Optional.empty(), Optional.of("mit"), List.of("a/b"));
                catalogue.describe(
                        model.id(),
                        new Description(
                                Story.commit(1), Story.DAWN, card, Description.NO_FACTS, 1, 1, OptionalLong.empty()),
                        Story.DAWN);
                report("%,d KiB, all of it".formatted(kilobytes), () -> catalogue.listed(model.id()));
                report("%,d KiB, in short".formatted(kilobytes), () -> catalogue.cardInShort(model.id()));
            }
        }
    }

    private static void report(String what, Runnable ask) {
        var took = new long[ROUNDS];
        for (int warm = 0; warm < ROUNDS; warm++) {
            ask.run();
        }
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            ask.run();
            took[round] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "%-24s p50 %,6d µs, p99 %,6d µs%n",
                what,
                Duration.ofNanos(took[ROUNDS / 2]).toNanos() / 1_000,
                Duration.ofNanos(took[ROUNDS * 99 / 100]).toNanos() / 1_000);
    }
}
