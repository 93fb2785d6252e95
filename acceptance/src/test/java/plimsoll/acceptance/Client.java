package plimsoll.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// The few requests that publishers and downloaders make again and again, over connections that are kept. Safe for any
/// number of threads.
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern UPLOAD = Pattern.compile("\"upload\":\\{\"href\":\"([^\"]+)\"");
    private static final Pattern COMMIT = Pattern.compile("\"commitOid\":\"([0-9a-f]{40})\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NORMAL)
            .build();
    private final String url;
    private final String token;

    /// Speaks to the hub at `url` as the owner of `token`.
    Client(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /// An answer that came whole.
    static final class Answer {
        private final int status;
        private final byte[] body;

        private Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /// This, if it is a success.
        Answer well() throws IOException {
            if (status / 100 != 2) {
                throw new Unwell(this);
            }
            return this;
        }

        /// The id of the commit that was made.
        String commit() throws IOException {
            return first(COMMIT, text());
        }
    }

    /// An answer that is no success.
    static final class Unwell extends IOException {
        private static final long serialVersionUID = 1;
        private final int status;

        Unwell(Answer answer) {
            super(answer.status() + " " + answer.text());
            this.status = answer.status();
        }

        int status() {
            return status;
        }
    }

    Answer create(String name) throws IOException, InterruptedException {
        return post("/api/repos/create", "{\"type\":\"model\",\"name\":\"%s\"}".formatted(name));
    }

    /// Sends JSON with the token.
    Answer post(String path, String json) throws IOException, InterruptedException {
        return send(signed(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /// Sends a large file into a repository: asks where to, and sends it there.
    void upload(String repository, byte[] content) throws IOException, InterruptedException {
        var href = offer(repository, sha256(content), content.length);
        if (!href.isEmpty()) {
            send(request(href).PUT(BodyPublishers.ofByteArray(content))).well();
        }
    }

    /// Where a large file is to be sent; empty when the repository has it.
    String offer(String repository, String oid, long sizeBytes) throws IOException, InterruptedException {
        var asked = """
                {"operation":"upload","transfers":["basic"],"hash_algo":"sha256","objects":[{"oid":"%s","size":%d}]}""".formatted(oid, sizeBytes);
        var batch = send(signed("/" + repository + ".git/info/lfs/objects/batch")
                .header("Content-Type", "application/vnd.git-lfs+json")
                .POST(BodyPublishers.ofString(asked)));
        return batch.well().text().contains("\"upload\"") ? first(UPLOAD, batch.text()) : "";
    }

    Answer commit(String repository, String title, List<String> lines) throws IOException, InterruptedException {
        return commit(repository, "main", title, lines);
    }

    Answer commit(String repository, String branch, String title, List<String> lines)
            throws IOException, InterruptedException {
        var body = "{\"key\":\"header\",\"value\":{\"summary\":\"" + title + "\"}}\n" + String.join("\n", lines);
        return send(signed("/api/models/" + repository + "/commit/" + branch)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body)));
    }

    /// A line of a commit that writes a small file.
    static String file(String path, byte[] content) {
        return "{\"key\":\"file\",\"value\":{\"path\":\"%s\",\"encoding\":\"base64\",\"content\":\"%s\"}}"
                .formatted(path, Base64.getEncoder().encodeToString(content));
    }

    /// A line of a commit that writes a large file.
    static String large(String path, byte[] content) {
        return "{\"key\":\"lfsFile\",\"value\":{\"path\":\"%s\",\"algo\":\"sha256\",\"oid\":\"%s\",\"size\":%d}}"
                .formatted(path, sha256(content), content.length);
    }

    /// What anybody gets at a path of the hub, redirects followed.
    Answer get(String path, String... headers) throws IOException, InterruptedException {
        var request = request(url + path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    byte[] download(String repository, String path) throws IOException, InterruptedException {
        return get("/" + repository + "/resolve/main/" + path).well().body();
    }

    private HttpRequest.Builder signed(String path) {
        return request(url + path).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.body());
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String first(Pattern pattern, String text) throws IOException {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
