package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The hub as curl sees it: the headers downloaders rely on, a download that is cut, and every refusal.
@ExtendWith(RunningHub.class)
class CurlAcceptance {
    private static final int LARGE_BYTES = 3 * 1024 * 1024;
    private static final int CUT_BYTES = 1_000_000;
    private static final String SMALL = "small but not empty";

    @TempDir
    Path folder;

    private String repository = "";
    private String hidden = "";
    private Path large = Path.of("");

    @BeforeEach
    void aPublicAndAPrivateModel(Hub hub) throws Exception {
        repository = created(hub, false);
        hidden = created(hub, true);
        large = folder.resolve("large.bin");
        var bytes = new byte[LARGE_BYTES];
        // New bytes each time: what ada has sent once need not be sent again.
        new SecureRandom().nextBytes(bytes);
        bytes[0] = -1; // what begins like a pickle and is none is held
        Files.write(large, bytes);
        var oid =
                Ran.in(folder, Map.of(), "sha256sum", "large.bin").well().line().substring(0, 64);
        uploaded(hub, oid);
        commit(hub, repository, file("small.txt", SMALL), """
                {"key":"lfsFile","value":{"path":"large.bin","algo":"sha256","oid":"%s","size":%d}}""".formatted(oid, LARGE_BYTES));
        commit(hub, hidden, file("small.txt", SMALL));
    }

    @Test
    void aHeadOfASmallFileSaysAllThatADownloaderNeeds(Hub hub) throws Exception {
        var head = curl(hub, "", "-I", resolve("small.txt"));
        assertEquals(200, head.status(), head::text);
        assertTrue(head.header("X-Repo-Commit").matches("[0-9a-f]{40}"), head::text);
        assertTrue(head.header("ETag").matches("\"[0-9a-f]{40}\""), head::text);
        assertEquals(Integer.toString(SMALL.length()), head.header("Content-Length"), head::text);
        assertEquals("bytes", head.header("Accept-Ranges"), head::text);
        assertEquals(
                "", curl(hub, "", "-I", "--compressed", resolve("small.txt")).header("Content-Encoding"));
    }

    @Test
    void aLargeFileIsNamedByItsHeadAndFoundAtASignedAddress(Hub hub) throws Exception {
        var oid =
                Ran.in(folder, Map.of(), "sha256sum", "large.bin").well().line().substring(0, 64);
        var head = curl(hub, "", "-I", resolve("large.bin"));
        assertEquals(200, head.status(), head::text);
        assertEquals("\"" + oid + "\"", head.header("X-Linked-Etag"), head::text);
        assertEquals(Integer.toString(LARGE_BYTES), head.header("Content-Length"), head::text);
        assertTrue(head.header("X-Repo-Commit").matches("[0-9a-f]{40}"), head::text);
        var answer = curl(hub, "", resolve("large.bin"));
        assertEquals(302, answer.status(), answer::text);
        var target = answer.header("Location");
        Ran.in(folder, Map.of(), "curl", "-sSfL", "-o", "got", target.startsWith("/") ? hub.url() + target : target)
                .well();
        assertEquals(-1, Ran.firstDifference(large, folder.resolve("got")), "the signed address alone is enough");
    }

    @Test
    void rangesAreServedExactly(Hub hub) throws Exception {
        for (var path : List.of("small.txt", "large.bin")) {
            var size = path.equals("small.txt") ? SMALL.length() : LARGE_BYTES;
            var first = curl(hub, "", "-L", "-r", "0-0", resolve(path));
            assertEquals(206, first.status(), first::text);
            assertEquals("bytes 0-0/" + size, first.header("Content-Range"), first::text);
            var last = curl(hub, "", "-L", "-r", "-5", resolve(path));
            assertEquals("bytes " + (size - 5) + "-" + (size - 1) + "/" + size, last.header("Content-Range"));
            var beyond = curl(hub, "", "-L", "-r", size + "-", resolve(path));
            assertEquals(416, beyond.status(), beyond::text);
            assertEquals("bytes */" + size, beyond.header("Content-Range"), beyond::text);
        }
    }

    @Test
    void aDownloadThatWasCutIsResumed(Hub hub) throws Exception {
        var address = hub.url() + resolve("large.bin");
        // A reader that goes away in the middle is a cut as the server sees it.
        Ran.in(folder, Map.of(), "sh", "-c", "curl -sSL \"$0\" | head -c " + CUT_BYTES + " > part", address);
        var part = folder.resolve("part");
        assertEquals(CUT_BYTES, Files.size(part));
        var rest = Ran.in(folder, Map.of(), "curl", "-sSfL", "-C", "-", "-o", "part", "-w", "%{http_code}", address)
                .well();
        assertEquals("206", rest.line());
        assertEquals(-1, Ran.firstDifference(large, part));
    }

    @Test
    void aRefusalSaysWhatAndWhyAndNoMore(Hub hub) throws Exception {
        var hiddenFile = "/" + hidden + "/resolve/main/small.txt";
        var absentFile = "/ada/never-was/resolve/main/small.txt";
        for (var path : List.of(hiddenFile, absentFile, "/api/models/" + hidden, "/api/models/ada/never-was")) {
            expect(curl(hub, "", path), 401, "RepoNotFound");
            expect(curl(hub, hub.bob(), path), 404, "RepoNotFound");
            var wrong = curl(hub, "hf_wrong", path);
            assertEquals(401, wrong.status(), wrong::text);
            assertEquals("Invalid credentials in Authorization header", wrong.header("X-Error-Message"));
        }
        expect(curl(hub, "", "/" + repository + "/resolve/nope/small.txt"), 404, "RevisionNotFound");
        var entry = curl(hub, "", resolve("nope.txt"));
        expect(entry, 404, "EntryNotFound");
        assertTrue(entry.header("X-Repo-Commit").matches("[0-9a-f]{40}"), entry::text);
        var read =
                hub.command("token", "create", "ada", "--scope", "read").well().line();
        var narrow = curl(
                hub,
                read,
                "-X",
                "DELETE",
                "-H",
                "Content-Type: application/json",
                "-d",
                "{\"type\":\"model\",\"name\":\"" + name(repository) + "\"}",
                "/api/repos/delete");
        assertEquals(403, narrow.status(), narrow::text);
        assertNotEquals("", narrow.header("X-Error-Message"), narrow::text);
        var git = curl(hub, "", "/" + hidden + "/info/refs?service=git-upload-pack");
        assertEquals(401, git.status(), git::text);
        assertTrue(git.header("WWW-Authenticate").startsWith("Basic"), git::text);
    }

    private static void expect(Answer answer, int status, String code) {
        assertEquals(status, answer.status(), answer::text);
        assertEquals(code, answer.header("X-Error-Code"), answer::text);
        assertNotEquals("", answer.header("X-Request-Id"), answer::text);
    }

    private String resolve(String path) {
        return "/" + repository + "/resolve/main/" + path;
    }

    private static String name(String repository) {
        return repository.substring(repository.indexOf('/') + 1);
    }

    private String created(Hub hub, boolean secret) throws IOException, InterruptedException {
        var name = "curl-" + Long.toString(System.nanoTime(), 36);
        var answer = curl(
                hub,
                hub.ada(),
                "-H",
                "Content-Type: application/json",
                "-d",
                "{\"type\":\"model\",\"name\":\"" + name + "\",\"private\":" + secret + "}",
                "/api/repos/create");
        assertEquals(200, answer.status(), answer::text);
        return "ada/" + name;
    }

    /// Uploads the large file to the address that the LFS batch gives, which needs no token.
    private void uploaded(Hub hub, String oid) throws IOException, InterruptedException {
        var asked = """
                {"operation":"upload","transfers":["basic"],"hash_algo":"sha256","objects":[{"oid":"%s","size":%d}]}""".formatted(oid, LARGE_BYTES);
        var batch = curl(
                hub,
                hub.ada(),
                "-H",
                "Content-Type: application/vnd.git-lfs+json",
                "-d",
                asked,
                "/" + repository + ".git/info/lfs/objects/batch");
        var href = Pattern.compile("\"upload\":\\{\"href\":\"([^\"]+)\"").matcher(batch.text());
        assertTrue(href.find(), batch::text);
        Ran.in(folder, Map.of(), "curl", "-sSf", "-T", large.toString(), href.group(1))
                .well();
    }

    private void commit(Hub hub, String where, String... operations) throws IOException, InterruptedException {
        var lines = folder.resolve("commit.ndjson");
        Files.write(
                lines,
                Stream.concat(Stream.of("{\"key\":\"header\",\"value\":{\"summary\":\"Add\"}}"), Stream.of(operations))
                        .toList());
        var answer = curl(
                hub,
                hub.ada(),
                "-H",
                "Content-Type: application/x-ndjson",
                "--data-binary",
                "@" + lines,
                "/api/models/" + where + "/commit/main");
        assertEquals(200, answer.status(), answer::text);
    }

    private static String file(String path, String content) {
        return "{\"key\":\"file\",\"value\":{\"path\":\"" + path + "\",\"encoding\":\"base64\",\"content\":\""
                + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)) + "\"}}";
    }

    /// The last answer that curl got, headers first.
    private record Answer(String text) {
        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private Answer curl(Hub hub, String token, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("curl", "-sS", "-D", "-", "-o", "body"));
        if (!token.isEmpty()) {
            command.addAll(List.of("-H", "Authorization: Bearer " + token));
        }
        command.addAll(List.of(words).subList(0, words.length - 1));
        command.add(hub.url() + words[words.length - 1]);
        Files.writeString(folder.resolve("body"), "");
        var ran = Ran.in(folder, Map.of(), command.toArray(String[]::new)).well();
        var answers = ran.output().replace("\r", "").strip().split("\n\n", -1);
        return new Answer(answers[answers.length - 1] + "\n\n"
                + Files.readString(folder.resolve("body"), StandardCharsets.ISO_8859_1));
    }
}
