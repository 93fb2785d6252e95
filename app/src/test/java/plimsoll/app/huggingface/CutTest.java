package plimsoll.app.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.web.http.Guard;

/// A download under way ends with the right to it.
final class CutTest {
    /// More than all buffers between the hub's disk and a reader who does not read.
    private static final int SIZE = 32 * 1024 * 1024;

    private static final int READ = 100_000;

    private RunningHub hub;
    private Repository repository;
    private byte[] content;

    @BeforeEach
    void publish(@TempDir Path folder) throws Exception {
        hub = new RunningHub(folder);
        repository = hub.repository(RepoKind.MODEL, "m", Visibility.PUBLIC);
        content = new byte[SIZE];
        new Random(3).nextBytes(content);
        var file = hub.receive(repository, content);
        var commit = hub.post(
                "/api/models/ada/m/commit/main",
                Ndjson.commit("Add weights").large("w.bin", file).text());
        assertEquals(200, commit.status(), commit::toString);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void nothingHappensToWhoMayGoOn() throws Exception {
        try (var in = begin("Bearer hf_bob")) {
            hub.pass(Guard.PAUSE);
            var rest = in.readAllBytes();
            assertEquals(SIZE - READ, rest.length);
            assertArrayEquals(java.util.Arrays.copyOfRange(content, READ, SIZE), rest);
        }
    }

    @Test
    void hidingTheRepositoryCutsIt() throws Exception {
        try (var in = begin("Bearer hf_bob")) {
            hub.catalogue.show(repository.id(), Visibility.PRIVATE);
            assertCut(in);
        }
    }

    @Test
    void deletingTheRepositoryCutsIt() throws Exception {
        try (var in = begin("")) {
            hub.catalogue.remove(repository.id());
            assertCut(in);
        }
    }

    @Test
    void revokingTheTokenCutsIt() throws Exception {
        hub.catalogue.show(repository.id(), Visibility.PRIVATE);
        try (var in = begin("Bearer hf_ada")) {
            hub.revoked.add("ada");
            assertCut(in);
        }
    }

    private void assertCut(InputStream in) {
        hub.pass(Guard.PAUSE);
        assertThrows(IOException.class, in::readAllBytes);
    }

    private InputStream begin(String authorization) throws Exception {
        var address = hub.get("/ada/m/resolve/main/w.bin", "Authorization", authorization)
                .header("Location");
        var request = HttpRequest.newBuilder(URI.create(address)).build();
        var response = hub.client.send(request, BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        var in = response.body();
        assertTrue(in.readNBytes(READ).length == READ);
        return in;
    }
}
