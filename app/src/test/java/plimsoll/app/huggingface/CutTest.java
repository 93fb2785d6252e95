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
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.backends.sql.SqlAgreements;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Agreement;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Showing;
import plimsoll.domain.repository.Visibility;
import plimsoll.web.http.CutOff;

/// A download under way ends with the right to it.
final class CutTest {
    /// More than all buffers between the hub's disk and a reader who does not read.
    private static final int SIZE = 32 * 1024 * 1024;

    private static final int READ = 100_000;
    private static final Duration SOON = Duration.ofMinutes(5);

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
            hub.pass(CutOff.PAUSE);
            var rest = in.readAllBytes();
            assertEquals(SIZE - READ, rest.length);
            assertArrayEquals(java.util.Arrays.copyOfRange(content, READ, SIZE), rest);
        }
    }

    @Test
    void hidingTheRepositoryCutsIt() throws Exception {
        try (var in = begin("Bearer hf_bob")) {
            hub.catalogue.show(repository.id(), Showing.of(Visibility.PRIVATE));
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
        hub.catalogue.show(repository.id(), Showing.of(Visibility.PRIVATE));
        try (var in = begin("Bearer hf_ada")) {
            hub.revoked.add("ada");
            assertCut(in);
        }
    }

    @Test
    void anAgreementThatEndsCutsItAndOneThatWasRenewedDoesNot() throws Exception {
        var now = Instant.now();
        var pact = new Agreement(
                "pact",
                new Namespace("ada"),
                "Pact",
                Sha256.ofUtf8("signed"),
                List.of(new Namespace("bob")),
                "A., B.",
                now.minusSeconds(60),
                now.plus(SOON));
        var agreements = new SqlAgreements(hub.database);
        agreements.keep(pact);
        var plan = new EnumMap<>(ReleasePlan.of(Visibility.PUBLIC).access());
        plan.put(Component.WEIGHTS, new Access.Partners("pact"));
        new SqlReleases(hub.database)
                .keep(repository.id(), new ReleasePlan(plan, List.of(), FileRules.NONE, false), now);
        try (var in = begin("Bearer hf_bob")) {
            hub.pass(SOON);
            assertCut(in);
        }
        assertEquals(
                403,
                hub.get("/ada/m/resolve/main/w.bin", "Authorization", "Bearer hf_bob")
                        .status());
        agreements.keep(pact.until(now.plus(Duration.ofDays(1))));
        try (var in = begin("Bearer hf_bob")) {
            hub.pass(SOON);
            hub.pass(CutOff.PAUSE);
            assertEquals(SIZE - READ, in.readAllBytes().length);
        }
    }

    private void assertCut(InputStream in) {
        hub.pass(CutOff.PAUSE);
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
