package plimsoll.app.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;

/// Branches, tags, squashing and stored files, as hub-protocol.md section 7 wants them.
final class RefTest {
    @TempDir
    static Path folder;

    private static RunningHub hub;
    private static int count;
    private Repository repository;
    private String api;
    private String head;

    @BeforeAll
    static void start() throws Exception {
        hub = new RunningHub(folder);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void aRepositoryWithTwoCommits() throws Exception {
        repository = hub.repository(RepoKind.MODEL, "net" + ++count, Visibility.PUBLIC);
        api = "/api/models/" + repository.name();
        commit(Ndjson.commit("First").file("a.txt", "a"));
        head = commit(Ndjson.commit("Second").file("b.txt", "b"));
    }

    private String commit(Ndjson commit) throws Exception {
        var reply = hub.post(api + "/commit/main", commit.text());
        assertEquals(200, reply.status(), reply::toString);
        return reply.json().get("commitOid").asString();
    }

    private Reply delete(String path) throws Exception {
        return hub.send("DELETE", api + path, BodyPublishers.noBody());
    }

    @Test
    void branchesComeAndGo() throws Exception {
        assertEquals(200, hub.post(api + "/branch/feature%2Fx", "{}").status());
        assertEquals(409, hub.post(api + "/branch/feature%2Fx", "{}").status());
        assertEquals(
                200,
                hub.post(api + "/branch/old", "{\"startingPoint\":\"%s\"}".formatted(head))
                        .status());
        assertEquals(
                404, hub.post(api + "/branch/y", "{\"startingPoint\":\"none\"}").status());
        assertEquals(400, hub.post(api + "/branch/a..b", "{}").status());
        assertEquals(
                200,
                hub.head("/" + repository.name() + "/resolve/feature%2Fx/b.txt").status());
        assertEquals(200, delete("/branch/feature%2Fx").status());
        assertEquals(404, delete("/branch/feature%2Fx").status());
        assertEquals(403, delete("/branch/main").status());
    }

    @Test
    void aBranchCannotLieBelowAnother() throws Exception {
        assertEquals(200, hub.post(api + "/branch/a", "{}").status());
        assertEquals(409, hub.post(api + "/branch/a%2Fb", "{}").status());
    }

    @Test
    void tagsComeAndGoWithAndWithoutAMessage() throws Exception {
        assertEquals(200, hub.post(api + "/tag/main", "{\"tag\":\"v1\"}").status());
        assertEquals(409, hub.post(api + "/tag/main", "{\"tag\":\"v1\"}").status());
        assertEquals(
                200,
                hub.post(api + "/tag/" + head, "{\"tag\":\"v2\",\"message\":\"Notes\"}")
                        .status());
        assertEquals(404, hub.post(api + "/tag/none", "{\"tag\":\"v3\"}").status());
        var tags = hub.get(api + "/refs").json().get("tags");
        assertEquals(head, tags.get(1).get("targetCommit").asString());
        assertEquals(200, delete("/tag/v1").status());
        assertEquals(200, delete("/tag/v2").status());
        assertEquals(404, delete("/tag/v1").status());
    }

    @Test
    void squashingKeepsTheFilesAndDropsTheHistory() throws Exception {
        assertEquals(
                200,
                hub.post(api + "/super-squash/main", "{\"message\":\"All of it\"}")
                        .status());
        var commits = hub.get(api + "/commits/main");
        assertEquals("1", commits.header("X-Total-Count"));
        assertEquals("All of it", commits.json().get(0).get("title").asString());
        assertNotEquals(head, commits.json().get(0).get("id").asString());
        assertEquals(
                "b", hub.get("/" + repository.name() + "/resolve/main/b.txt").text());
        assertEquals(404, hub.post(api + "/super-squash/none", "{}").status());
    }

    @Test
    void storedFilesAreListedAndRemovedForGood() throws Exception {
        var file = hub.receive(repository, new byte[100 + count]);
        commit(Ndjson.commit("Large").large("w.bin", file));
        var listed = hub.get(api + "/lfs-files").json();
        assertEquals("w.bin", listed.get(0).get("filename").asString());
        assertEquals(file.content().hex(), listed.get(0).get("oid").asString());
        assertEquals("refs/heads/main", listed.get(0).get("ref").asString());
        var oid = listed.get(0).get("fileOid").asString();
        var removed = hub.post(
                api + "/lfs-files/batch", "{\"deletions\":{\"sha\":[\"%s\"],\"rewriteHistory\":false}}".formatted(oid));
        assertEquals(200, removed.status(), removed::toString);
        assertTrue(hub.get(api + "/lfs-files").json().isEmpty());
        assertEquals(
                404, hub.get("/" + repository.name() + "/resolve/main/w.bin").status());
    }

    /// What Python's `permanently_delete_lfs_files` asks unless told otherwise.
    @Test
    void storedFilesAreTakenOutOfTheHistoryToo() throws Exception {
        var file = hub.receive(repository, new byte[200 + count]);
        var with = commit(Ndjson.commit("Large").large("w.bin", file).file("c.txt", "c"));
        commit(Ndjson.commit("After").file("d.txt", "d"));
        var removed = hub.post(
                api + "/lfs-files/batch",
                "{\"deletions\":{\"sha\":[\"%s\"],\"rewriteHistory\":true}}"
                        .formatted(file.content().hex()));
        assertEquals(200, removed.status(), removed::toString);
        assertEquals(404, hub.get("/" + repository.name() + "/raw/main/w.bin").status());
        assertEquals("c", hub.get("/" + repository.name() + "/raw/main/c.txt").text());
        assertEquals("d", hub.get("/" + repository.name() + "/raw/main/d.txt").text());
        assertEquals(404, hub.get(api + "/revision/" + with).status());
        assertEquals(200, hub.get(api + "/revision/" + head).status());
        assertEquals("4", hub.get(api + "/commits/main").header("X-Total-Count"));
        assertTrue(hub.get(api + "/lfs-files").json().isEmpty());
    }

    /// `createBranch` of the JavaScript client, with each of its options.
    @Test
    void aBranchMayBeginEmptyOrStayWhereItIs() throws Exception {
        assertEquals(
                200, hub.post(api + "/branch/bare", "{\"emptyBranch\":true}").status());
        assertTrue(hub.get(api + "/tree/bare").json().isEmpty());
        assertEquals("1", hub.get(api + "/commits/bare").header("X-Total-Count"));
        assertEquals(
                409, hub.post(api + "/branch/bare", "{\"emptyBranch\":true}").status());
        assertEquals(200, hub.post(api + "/branch/bare", "{\"overwrite\":true}").status());
        assertTrue(hub.get(api + "/tree/bare").json().isEmpty(), "overwriting with nothing said changes nothing");
        var moved = "{\"overwrite\":true,\"startingPoint\":\"%s\"}".formatted(head);
        assertEquals(200, hub.post(api + "/branch/bare", moved).status());
        assertEquals(head, hub.get(api + "/revision/bare").json().get("sha").asString());
        var anew = "{\"emptyBranch\":true,\"overwrite\":true}";
        assertEquals(200, hub.post(api + "/branch/bare", anew).status());
        assertTrue(hub.get(api + "/tree/bare").json().isEmpty(), "it begins anew");
        assertEquals("1", hub.get(api + "/commits/bare").header("X-Total-Count"));
        assertEquals(200, hub.post(api + "/branch/never-was", anew).status());
    }

    @Test
    void onlyThoseWhoMayWriteChangeAnything() throws Exception {
        assertEquals(
                403,
                hub.post(api + "/branch/x", "{}", "Authorization", "Bearer hf_bob")
                        .status());
        assertEquals(401, hub.post(api + "/branch/x", "{}", "Authorization", "").status());
        assertEquals(
                403,
                hub.get(api + "/lfs-files", "Authorization", "Bearer hf_bob").status());
    }
}
