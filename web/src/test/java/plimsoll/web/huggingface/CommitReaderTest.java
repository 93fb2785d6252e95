package plimsoll.web.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.repositories.CommitRequest;
import plimsoll.hub.repositories.CommitRequest.Change;
import plimsoll.web.http.Refused;

class CommitReaderTest {
    private static final String HEADER = "{\"key\":\"header\",\"value\":{\"summary\":\"Say\"}}\n";
    private static final String HASH = "ab".repeat(32);

    private static CommitRequest read(String body) throws IOException {
        return CommitReader.read("main", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static int refusal(String body) {
        return assertThrows(Refused.class, () -> read(body)).status();
    }

    @Test
    void everyLineBecomesAChange() throws IOException {
        var request = read("""
                {"key":"header","value":{"summary":"Say","description":"why","parentCommit":"ABCDEF0"}}
                {"key":"file","value":{"content":"aGk=","path":"a.txt","encoding":"base64"}}
                {"key":"file","value":{"path":"b.txt","content":"plain"}}
                {"key":"lfsFile","value":{"path":"w.bin","algo":"sha256","oid":"%s","size":7}}
                {"key":"lfsFile","value":{"path":"c.bin","algo":"sha256","oid":"%s"}}
                {"key":"deletedFile","value":{"path":"old.txt"}}
                {"key":"deletedFolder","value":{"path":"old/"}}
                """.formatted(HASH, HASH));
        assertEquals("Say", request.title());
        assertEquals("why", request.message());
        assertEquals(Optional.of("abcdef0"), request.parent());
        assertEquals(
                List.of(
                        new Change.Whole(new FileChange.Write(new FilePath("a.txt"), Bytes.ofUtf8("hi"))),
                        new Change.Whole(new FileChange.Write(new FilePath("b.txt"), Bytes.ofUtf8("plain"))),
                        new Change.Whole(new FileChange.WriteLarge(new FilePath("w.bin"), new Sha256(HASH), 7)),
                        new Change.ByName(new FilePath("c.bin"), new Sha256(HASH)),
                        new Change.Whole(new FileChange.Delete(new FilePath("old.txt"))),
                        new Change.Whole(new FileChange.DeleteFolder(new FilePath("old")))),
                request.changes());
    }

    @Test
    void fieldsMayComeInAnyOrderAndUnknownOnesArePassedOver() throws IOException {
        var request = read("""
                {"value":{"encoding":"base64","novelty":{"deep":[1,{"x":2}]},"path":"a","content":"aGk="},"key":"file"}
                {"extra":[1,2],"key":"header","value":{"summary":"Say","parentCommit":null}}""");
        assertEquals(1, request.changes().size());
        assertEquals(Optional.empty(), request.parent());
    }

    @Test
    void aLongSummaryIsATitleAndAMessage() throws IOException {
        var request = read("{\"key\":\"header\",\"value\":{\"summary\":\"One\\n\\ntwo\",\"description\":\"three\"}}");
        assertEquals("One", request.title());
        assertEquals("two\n\nthree", request.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"key\":\"header\"",
                "{\"key\":\"header\",\"value\":{\"summary\":\"  \"}}",
                "{\"key\":\"header\",\"value\":{\"summary\":\"x\",\"parentCommit\":\"main\"}}",
            })
    void whatHasNoHeaderIsNoCommit(String body) {
        assertEquals(400, refusal(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"moveFile\",\"value\":{\"path\":\"a\"}}",
                "{\"key\":\"file\",\"value\":{\"path\":\"a\",\"content\":\"%\",\"encoding\":\"base64\"}}",
                "{\"key\":\"file\",\"value\":{\"path\":\"a\",\"content\":\"\",\"encoding\":\"rot13\"}}",
                "{\"key\":\"file\",\"value\":{\"content\":\"\"}}",
                "{\"key\":\"lfsFile\",\"value\":{\"path\":\"a\",\"oid\":\"xyz\",\"size\":1}}",
                "{\"key\":\"lfsFile\",\"value\":{\"path\":\"a\",\"algo\":\"md5\",\"oid\":\"x\"}}",
                "{\"key\":\"lfsFile\",\"value\":{\"path\":\"a\",\"size\":-1}}",
                "{\"key\":\"deletedFile\",\"value\":{\"path\":\"../a\"}}",
            })
    void whatCannotBeDoneIsRefused(String line) {
        assertEquals(400, refusal(HEADER + line));
    }

    @Test
    void aFileTooLargeForGitIsRefused() {
        var content = "A".repeat(15 * 1024 * 1024);
        assertEquals(
                413,
                refusal(HEADER
                        + "{\"key\":\"file\",\"value\":{\"path\":\"a\",\"content\":\"%s\"}}".formatted(content)));
    }

    @Test
    void aBodyThatDoesNotEndIsRefused() {
        var endless = new InputStream() {
            private long count;

            @Override
            public int read() {
                return count++ < HEADER.length() ? HEADER.charAt((int) count - 1) : ' ';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = (byte) read();
                Arrays.fill(into, offset + 1, offset + length, (byte) ' ');
                return length;
            }
        };
        var refused = assertThrows(Refused.class, () -> CommitReader.read("main", endless));
        assertEquals(413, refused.status());
        assertTrue(refused.reason().contains("larger"), refused.reason());
    }
}
