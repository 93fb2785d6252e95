package plimsoll.web.lfs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.web.http.Json;

/// Whatever comes as a batch, the answer is JSON and never a fault of ours.
final class BatchFuzz {
    private static final int ROUNDS = 1_500;
    private static final List<String> SPICE = List.of(
            "null",
            "{}",
            "[]",
            "-1",
            "1e999",
            "9223372036854775807",
            "9223372036854775808",
            "\"\"",
            "\"upload\"",
            "\"\\u0000\"",
            "true",
            "0.5",
            "[[[[",
            "}",
            ",",
            "\"objects\":",
            "\"oid\":",
            "\"size\":",
            "\"multipart\"",
            "\"" + "a".repeat(64) + "\"",
            "\"" + "A".repeat(64) + "\"",
            "\u202e",
            "[".repeat(200));

    @Test
    void brokenBatchesNeverBreakTheHub() throws Exception {
        try (var hub = new LfsHub()) {
            hub.add("ada", "model", Visibility.PUBLIC);
            for (int seed = 0; seed < ROUNDS; seed++) {
                var body = mutated(seed);
                var answer = hub.batch("ada", "ada/model", body);
                int number = seed;
                assertTrue(answer.statusCode() < 500, () -> "seed " + number + ": " + answer + "\n" + body);
                Json.tree(answer.body());
            }
        }
    }

    private static String mutated(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder(LfsHub.batch(
                random.nextBoolean() ? "upload" : "download",
                LargeFileRoom.pointer("thirty-three bytes, in four parts"),
                "basic",
                "multipart"));
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(20));
            switch (random.nextInt(3)) {
                case 0 -> text.replace(at, end, "");
                case 1 -> text.insert(at, SPICE.get(random.nextInt(SPICE.size())));
                default -> text.replace(at, end, SPICE.get(random.nextInt(SPICE.size())));
            }
        }
        return text.toString();
    }
}
