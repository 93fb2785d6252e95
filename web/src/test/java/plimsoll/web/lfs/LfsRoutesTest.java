package plimsoll.web.lfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.content.ReceiveBlob;
import plimsoll.hub.content.Tickets;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.web.http.Guard;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// The protocol as its clients see it, over a socket.
final class LfsRoutesTest {
    private static final String CONTENT = "thirty-three bytes, in four parts";
    private static final Pointer FILE = LargeFileRoom.pointer(CONTENT);
    private static final Pointer HELLO = LargeFileRoom.pointer("hello");
    private LfsHub hub;
    private Repository model;

    @BeforeEach
    void open() throws Exception {
        hub = new LfsHub();
        model = hub.add("ada", "model", Visibility.PUBLIC);
        hub.add("ada", "secret", Visibility.PRIVATE);
        hub.add("eve", "mine", Visibility.PRIVATE);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aFileGoesUpWholeAndComesDownAgain() throws Exception {
        var answer = hub.batch("ada", "ada/model", LfsHub.batch("upload", HELLO, "basic"));
        assertEquals(200, answer.statusCode());
        assertEquals(
                "application/vnd.git-lfs+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        var batch = Json.tree(answer.body());
        assertEquals("basic", batch.get("transfer").asString());
        assertEquals("sha256", batch.get("hash_algo").asString());
        var actions = batch.get("objects").get(0).get("actions");
        assertEquals(404, verify(actions, HELLO).statusCode());
        assertEquals(200, hub.put(href(actions, "upload"), "hello").statusCode());
        assertEquals(200, verify(actions, HELLO).statusCode());
        hub.room.files().commit(model.id(), Set.of(HELLO.content()));

        var here = hub.object("ada", "ada/model", LfsHub.batch("upload", HELLO, "basic"));
        assertNull(here.get("actions"));
        assertNull(here.get("error"));
        var down = hub.object("", "ada/model", LfsHub.batch("download", HELLO, "basic"));
        var got = hub.get(href(down.get("actions"), "download"));
        assertEquals("hello", got.body());
        assertEquals(
                "\"" + HELLO.content().hex() + "\"",
                got.headers().firstValue("ETag").orElseThrow());
        assertEquals(
                "attachment", got.headers().firstValue("Content-Disposition").orElseThrow());
    }

    @Test
    void aDownloadResumesWhereItWasCut() throws Exception {
        hub.room.publish("ada", model.id(), "hello");
        var href = href(
                hub.object("", "ada/model", LfsHub.batch("download", HELLO)).get("actions"), "download");
        var rest = hub.get(href, "Range", "bytes=2-");
        assertEquals(206, rest.statusCode());
        assertEquals("bytes 2-4/5", rest.headers().firstValue("Content-Range").orElseThrow());
        assertEquals("llo", rest.body());
        assertEquals(416, hub.get(href, "Range", "bytes=5-").statusCode());
    }

    @Test
    void wrongBytesAre422AndNothingIsStored() throws Exception {
        var actions = upload("ada", "ada/model", HELLO);
        for (var wrong : List.of("jello", "hell", "hello!", "")) {
            var answer = hub.put(href(actions, "upload"), wrong);
            assertEquals(422, answer.statusCode(), wrong);
            assertFalse(Json.tree(answer.body()).get("message").asString().isEmpty());
        }
        assertEquals(
                422, hub.send("PUT", href(actions, "upload"), chunked("hello!")).statusCode());
        assertEquals(0, hub.room.blobs().list().count());
        assertEquals(404, verify(actions, HELLO).statusCode());
        assertEquals(
                200, hub.send("PUT", href(actions, "upload"), chunked("hello")).statusCode());
    }

    @Test
    void aSenderWhoGoesAwayLeavesNothing() throws Exception {
        var href = href(upload("ada", "ada/model", HELLO), "upload");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            var head = "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel"
                    .formatted(href.substring(href.indexOf("/api")));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
        }
        assertEquals(0, hub.room.blobs().list().count());
    }

    @Test
    void largeFilesComeInPartsInAnyOrderAndTwice() throws Exception {
        var answer = hub.batch("ada", "ada/model", LfsHub.batch("upload", FILE, "basic", "multipart"));
        var batch = Json.tree(answer.body());
        assertEquals("multipart", batch.get("transfer").asString());
        var actions = batch.get("objects").get(0).get("actions");
        var header = actions.get("upload").get("header");
        assertEquals("10", header.get("chunk_size").asString());
        assertEquals(1 + 4, header.size());
        assertEquals(
                422, hub.post(href(actions, "upload"), completion(List.of())).statusCode());
        var parts = new ArrayList<String>();
        for (int number : new int[] {3, 1, 4, 1, 2}) {
            var etag = sendPart(header, number, LargeFileRoom.part(CONTENT, number));
            parts.add("{\"partNumber\":%d,\"etag\":%s}"
                    .formatted(number, Json.mapper().writeValueAsString(etag)));
        }
        assertEquals(200, hub.post(href(actions, "upload"), completion(parts)).statusCode());
        assertEquals(200, hub.post(href(actions, "upload"), completion(parts)).statusCode()); // its answer was lost
        assertEquals(200, verify(actions, FILE).statusCode());
    }

    @Test
    void aPartOfTheWrongLengthOrWithAnotherETagIsRefused() throws Exception {
        var actions = hub.object("ada", "ada/model", LfsHub.batch("upload", FILE, "multipart"))
                .get("actions");
        var header = actions.get("upload").get("header");
        var first = header.get("00001").asString();
        assertEquals(422, hub.put(first, "short").statusCode());
        assertEquals(422, hub.send("PUT", first, chunked("eleven bytes")).statusCode());
        assertEquals(
                403,
                hub.put(first.replace("/parts/1", "/parts/2"), "0123456789").statusCode());
        for (int number = 1; number <= 4; number++) {
            sendPart(header, number, LargeFileRoom.part(CONTENT, number));
        }
        var other = "{\"partNumber\":2,\"etag\":\"\\\"%s\\\"\"}".formatted("0".repeat(64));
        assertEquals(
                422,
                hub.post(href(actions, "upload"), completion(List.of(other))).statusCode());
        sendPart(header, 2, "0123456789");
        assertEquals(
                422, hub.post(href(actions, "upload"), completion(List.of())).statusCode());
        assertEquals(404, verify(actions, FILE).statusCode());
    }

    @Test
    void anUploadInPartsExpires() throws Exception {
        var actions = hub.object("ada", "ada/model", LfsHub.batch("upload", FILE, "multipart"))
                .get("actions");
        hub.room.wait(ReceiveBlob.UPLOADS_LAST);
        var first = actions.get("upload").get("header").get("00001").asString();
        assertEquals(403, hub.put(first, "0123456789").statusCode());
        assertEquals(
                403, hub.post(href(actions, "upload"), completion(List.of())).statusCode());
    }

    @Test
    void knowingAHashIsNoPossessionAndLooksLikeAbsence() throws Exception {
        var secret = hub.catalogue.find(RepoKind.MODEL, name("ada", "secret")).orElseThrow();
        hub.room.publish("ada", secret.id(), "hello");
        var absent = new Pointer(new Sha256("0".repeat(64)), 5);
        var known = hub.batch("eve", "eve/mine", LfsHub.batch("upload", HELLO, "basic"));
        var unknown = hub.batch("eve", "eve/mine", LfsHub.batch("upload", absent, "basic"));
        assertEquals(shape(unknown.body(), absent), shape(known.body(), HELLO));
        assertEquals(
                404,
                verify(Json.tree(known.body()).get("objects").get(0).get("actions"), HELLO)
                        .statusCode());
        for (var file : List.of(HELLO, absent)) {
            var down = hub.object("eve", "ada/model", LfsHub.batch("download", file));
            assertEquals(404, down.get("error").get("code").asInt());
            assertNull(down.get("actions"));
        }
        // And whoever may read it need not send it again.
        assertNull(hub.object("ada", "ada/model", LfsHub.batch("upload", HELLO)).get("actions"));
    }

    @Test
    void ticketsServeTheirOwnFileAndPurposeOnly() throws Exception {
        hub.room.publish("ada", model.id(), "hello");
        var down = href(
                hub.object("", "ada/model", LfsHub.batch("download", HELLO)).get("actions"), "download");
        var up = upload("ada", "ada/model", LargeFileRoom.pointer("other"));
        var token = down.substring(down.indexOf("?"));
        var elsewhere = hub.url("/api/lfs/objects/" + FILE.content().hex() + token);
        assertEquals(403, hub.get(elsewhere).statusCode());
        assertEquals(403, hub.put(down, "hello").statusCode());
        assertEquals(403, hub.get(href(up, "upload")).statusCode());
        assertEquals(
                403, hub.put(href(up, "verify").replace("/verify", ""), "other").statusCode());
        assertEquals(403, hub.get(down.substring(0, down.indexOf("?"))).statusCode());
        assertEquals(403, hub.get(down + "A").statusCode());
        assertEquals(422, verify(up, HELLO).statusCode());
    }

    @Test
    void ticketsExpire() throws Exception {
        hub.room.publish("ada", model.id(), "hello");
        var down = href(
                hub.object("", "ada/model", LfsHub.batch("download", HELLO)).get("actions"), "download");
        var up = href(upload("ada", "ada/model", LargeFileRoom.pointer("other")), "upload");
        hub.room.wait(Tickets.FETCHING);
        assertEquals(403, hub.get(down).statusCode());
        hub.room.wait(Tickets.SENDING.minus(Tickets.FETCHING).plus(Duration.ofSeconds(1)));
        assertEquals(403, hub.put(up, "other").statusCode());
    }

    @Test
    void aTicketEndsWithTheRightItWasGivenFor() throws Exception {
        hub.room.publish("ada", model.id(), "hello");
        var evesDownload = href(
                hub.object("eve", "ada/model", LfsHub.batch("download", HELLO)).get("actions"), "download");
        var adasDownload = href(
                hub.object("ada", "ada/model", LfsHub.batch("download", HELLO)).get("actions"), "download");
        var adasUpload = href(upload("ada", "ada/model", LargeFileRoom.pointer("other")), "upload");
        hub.catalogue.show(model.id(), Visibility.PRIVATE);
        assertEquals(403, hub.get(evesDownload).statusCode());
        assertEquals(200, hub.get(adasDownload).statusCode());
        hub.people.remove("ada");
        assertEquals(403, hub.get(adasDownload).statusCode());
        assertEquals(403, hub.put(adasUpload, "other").statusCode());
    }

    @Test
    void anUploadUnderWayIsCutWhenTheRightEnds() throws Exception {
        var href = href(upload("ada", "ada/model", HELLO), "upload");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            var head = "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
                    .formatted(href.substring(href.indexOf("/api")));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 100 Continue", answer.readLine()); // the hub has asked, and reads
            assertEquals("", answer.readLine());
            hub.people.remove("ada");
            hub.room.wait(Guard.PAUSE);
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 403 Forbidden", answer.readLine());
        }
        assertEquals(0, hub.room.blobs().list().count());
    }

    @Test
    void whoMayNotWriteIsToldAsTheProtocolSays() throws Exception {
        var body = LfsHub.batch("upload", HELLO);
        var stranger = hub.batch("", "ada/model", body);
        assertEquals(401, stranger.statusCode());
        assertTrue(
                stranger.headers().firstValue("LFS-Authenticate").orElseThrow().startsWith("Basic"));
        assertTrue(
                stranger.headers().firstValue("WWW-Authenticate").orElseThrow().startsWith("Basic"));
        assertEquals(403, hub.batch("eve", "ada/model", body).statusCode());
        var hidden = hub.batch("eve", "ada/secret", body);
        var absent = hub.batch("eve", "ada/nothing", body);
        assertEquals(404, hidden.statusCode());
        assertEquals(absent.body(), hidden.body());
        assertEquals(Optional.of("RepoNotFound"), hidden.headers().firstValue("X-Error-Code"));
        assertEquals(
                401,
                hub.batch("", "ada/secret", LfsHub.batch("download", HELLO)).statusCode());
    }

    @Test
    void locksAreNotKept() throws Exception {
        var answer = hub.post(hub.url("/ada/model.git/info/lfs/locks/verify"), "{}");
        assertEquals(404, answer.statusCode());
        assertEquals(
                "This hub keeps no file locks.",
                Json.tree(answer.body()).get("message").asString());
    }

    @Test
    void brokenBatchesAreRefusedWithAReason() throws Exception {
        assertEquals(400, hub.batch("ada", "ada/model", "{").statusCode());
        assertEquals(400, hub.batch("ada", "ada/model", "null").statusCode());
        assertEquals(422, hub.batch("ada", "ada/model", "{}").statusCode());
        assertEquals(
                422, hub.batch("ada", "ada/model", "{\"operation\":\"delete\"}").statusCode());
        assertEquals(
                422, hub.batch("ada", "ada/model", "{\"operation\":\"upload\"}").statusCode());
        assertEquals(
                422,
                hub.batch("ada", "ada/model", LfsHub.batch("upload", HELLO, "carrier-pigeon"))
                        .statusCode());
        var md5 = LfsHub.batch("upload", HELLO).replace("sha_256", "md5");
        assertEquals(409, hub.batch("ada", "ada/model", md5).statusCode());
        var many = "{\"operation\":\"upload\",\"objects\":[" + "null,".repeat(1000) + "null]}";
        assertEquals(413, hub.batch("ada", "ada/model", many).statusCode());
        assertEquals(413, hub.batch("ada", "ada/model", " ".repeat(1 << 21)).statusCode());
        var wrong = "{\"operation\":\"upload\",\"objects\":[null,{\"oid\":\"x\",\"size\":1},{\"oid\":\"%s\"}]}"
                .formatted(HELLO.content().hex());
        for (var object : Json.tree(hub.batch("ada", "ada/model", wrong).body()).get("objects")) {
            assertEquals(422, object.get("error").get("code").asInt());
        }
        var huge = new Pointer(HELLO.content(), LargeFileRoom.MAX + 1L);
        var refused = hub.object("ada", "ada/model", LfsHub.batch("upload", huge));
        assertEquals(422, refused.get("error").get("code").asInt());
    }

    private JsonNode upload(String who, String repository, Pointer file) throws Exception {
        return hub.object(who, repository, LfsHub.batch("upload", file)).get("actions");
    }

    private HttpResponse<String> verify(JsonNode actions, Pointer file) throws Exception {
        var body = "{\"oid\":\"%s\",\"size\":%d}".formatted(file.content().hex(), file.sizeBytes());
        return hub.post(href(actions, "verify"), body);
    }

    private String sendPart(JsonNode header, int number, String content) throws Exception {
        var answer = hub.put(header.get("%05d".formatted(number)).asString(), content);
        assertEquals(200, answer.statusCode());
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static String href(JsonNode actions, String action) {
        return actions.get(action).get("href").asString();
    }

    private static String completion(List<String> parts) {
        return "{\"oid\":\"%s\",\"parts\":[%s]}".formatted(FILE.content().hex(), String.join(",", parts));
    }

    /// A body whose length is not told beforehand.
    private static BodyPublisher chunked(String content) {
        return BodyPublishers.ofInputStream(() -> LargeFileRoom.stream(content));
    }

    private static RepoName name(String namespace, String name) {
        return RepoName.of(namespace, name).orElseThrow();
    }

    /// A batch's answer without what must differ: names and tickets.
    private static String shape(String body, Pointer file) {
        return body.replace(file.content().hex(), "OID").replaceAll("ticket=[^\"]*", "TICKET");
    }
}
