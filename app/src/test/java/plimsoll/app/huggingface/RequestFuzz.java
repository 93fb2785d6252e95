package plimsoll.app.huggingface;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;

/// Tree paths, ranges and samples of no client's making: each is answered, and never by a fault of the hub.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class RequestFuzz {
    private static final int ROUNDS = 400;
    private static final String API = "/api/models/ada/fuzzed";
    private static final int FILE_BYTES = 1_000;
    private static final List<String> SPICE = List.of(
            "..",
            ".",
            "/",
            "//",
            "\\",
            "\u0000",
            "\n",
            "%2e%2e",
            "%",
            ".git",
            "refs/pr/1",
            "é",
            "\ud83d\udc0b",
            "\u202e",
            "folder",
            "file.txt",
            "a".repeat(300),
            "a/".repeat(200),
            "~^{}",
            "HEAD@{1}",
            ":",
            "?",
            "#",
            " ");
    private static final List<String> NUMBERS = List.of(
            "",
            "0",
            "1",
            "-1",
            "999",
            "1000",
            "9223372036854775807",
            "9223372036854775808",
            "00",
            "1e3",
            "٣",
            " 5",
            "x");

    @TempDir
    Path folder;

    private RunningHub hub;

    @BeforeEach
    void open() throws Exception {
        hub = new RunningHub(folder);
        hub.repository(RepoKind.MODEL, "fuzzed", Visibility.PUBLIC);
        var commit = Ndjson.commit("First").file("folder/file.txt", "x".repeat(FILE_BYTES));
        hub.post(API + "/commit/main", commit.text(), "Content-Type", "application/x-ndjson");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void anyTreePathIsAnswered() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var revision = random.nextInt(3) == 0 ? encoded(spiced(random)) : "main";
            var place = List.of(API + "/tree/", "/ada/fuzzed/resolve/", "/ada/fuzzed/raw/", API + "/commits/")
                    .get(random.nextInt(4));
            expectAnswer(seed, hub.get(place + revision + "/" + encoded(spiced(random))));
        }
    }

    @Test
    void anyRangeIsAnsweredWithinTheFile() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var range = new StringBuilder(random.nextInt(8) == 0 ? "lines=" : "bytes=");
            for (int n = random.nextInt(4); n >= 0; n--) {
                range.append(one(random, NUMBERS)).append(random.nextInt(8) == 0 ? "" : "-");
                range.append(one(random, NUMBERS)).append(n == 0 ? "" : ",");
            }
            var ascii = range.toString().replaceAll("[^\\x20-\\x7e]", "_");
            var reply = hub.get("/ada/fuzzed/resolve/main/folder/file.txt", "Range", ascii);
            expectAnswer(seed, reply);
            if (reply.status() == 206 && !reply.header("Content-Range").equals("-")) {
                assertTrue(reply.bytes().length <= FILE_BYTES, ascii);
            }
        }
    }

    @Test
    void anySampleIsAnswered() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            var sample = new StringBuilder(Base64.getEncoder().encodeToString(noise));
            for (int n = random.nextInt(3); n > 0; n--) {
                sample.insert(random.nextInt(sample.length() + 1), one(random, List.of("=", "-", "_", " ", "é", "=A")));
            }
            var body = "{\"files\":[{\"path\":\"%s\",\"size\":%s,\"sample\":\"%s\"}]}"
                    .formatted(json(spiced(random)), one(random, NUMBERS.subList(1, 8)), json(sample.toString()));
            expectAnswer(seed, hub.post(API + "/preupload/main", body, "Content-Type", "application/json"));
        }
    }

    // On the connections of all the requests before: one that was cut without a word shows here as no answer at all.
    @Test
    void anyQuestionAboutPathsIsAnswered() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var revision = random.nextInt(3) == 0 ? encoded(spiced(random)) : "main";
            boolean form = random.nextBoolean();
            var body = form
                    ? "paths=" + encoded(spiced(random)) + "&expand=" + one(random, NUMBERS)
                    : "{\"paths\":[\"%s\"],\"expand\":%s}".formatted(json(spiced(random)), one(random, NUMBERS));
            var address = random.nextInt(8) == 0 ? API + "/paths-info/" : API + "/paths-info/" + revision;
            var type = form ? "application/x-www-form-urlencoded" : "application/json";
            expectAnswer(seed, hub.post(address, body, "Content-Type", type));
        }
    }

    private static void expectAnswer(int seed, Reply reply) {
        assertTrue(reply.status() < 500, () -> "seed " + seed + ": " + reply);
    }

    private static String spiced(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "folder/file.txt" : "folder");
        for (int n = random.nextInt(4); n > 0; n--) {
            text.insert(random.nextInt(text.length() + 1), one(random, SPICE));
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\u0000", "\\u0000");
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
