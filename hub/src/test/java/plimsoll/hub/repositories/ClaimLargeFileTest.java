package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Showing;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.FewRepositories;
import plimsoll.hub.fixtures.LargeFileRoom;
import plimsoll.hub.fixtures.MemoryReleases;
import plimsoll.hub.fixtures.StoppedClock;
import plimsoll.hub.fixtures.Unread;

final class ClaimLargeFileTest {
    private static final Known ADA = member("ada");
    private static final Known EVE = member("eve");
    private final LargeFileRoom room = new LargeFileRoom();
    private final FewRepositories catalogue = new FewRepositories();
    private final ClaimLargeFile claim = new ClaimLargeFile(
            catalogue,
            new EnterRepository(catalogue, new MemoryReleases(), new StoppedClock()),
            Unread.reach(),
            room.files(),
            room.link());
    private final Repository secret = add("ada", "secret", Visibility.PRIVATE, 1);
    private final Repository eves = add("eve", "mine", Visibility.PRIVATE, 2);
    private final Repository adas = add("ada", "other", Visibility.PRIVATE, 3);

    @Test
    void whoReadsAFileElsewhereMayLinkIt() throws IOException {
        var file = room.publish("ada", secret.id(), "weights");
        assertEquals(Optional.of(file), claim.link(ADA, adas.id(), file.content()));
        assertTrue(room.receive().hasArrived(adas.id(), file));
    }

    @Test
    void knowingAHashIsNoPossession() throws IOException {
        var file = room.publish("ada", secret.id(), "weights");
        assertFalse(claim.mayLink(EVE, eves.id(), file.content()));
        assertEquals(Optional.empty(), claim.link(EVE, eves.id(), file.content()));
        assertEquals(Optional.empty(), room.files().find(eves.id(), file.content()));
        assertEquals(Optional.empty(), claim.link(EVE, eves.id(), new Sha256("0".repeat(64))));
    }

    @Test
    void whatIsSentButNotCommittedIsNobodysToRead() throws IOException {
        var file = LargeFileRoom.pointer("weights");
        catalogue.show(secret.id(), Showing.of(Visibility.PUBLIC));
        room.receive().receive("ada", secret.id(), file, LargeFileRoom.stream("weights"));
        assertEquals(Optional.empty(), claim.link(EVE, eves.id(), file.content()));
        assertTrue(claim.mayLink(ADA, secret.id(), file.content()));
    }

    @Test
    void theRightEndsWithTheReading() throws IOException {
        var file = room.publish("ada", secret.id(), "weights");
        catalogue.show(secret.id(), Showing.of(Visibility.PUBLIC));
        assertTrue(claim.mayLink(EVE, eves.id(), file.content()));
        catalogue.show(secret.id(), Showing.of(Visibility.PRIVATE));
        assertFalse(claim.mayLink(EVE, eves.id(), file.content()));
        catalogue.show(secret.id(), Showing.of(Visibility.PUBLIC));
        catalogue.remove(secret.id());
        assertFalse(claim.mayLink(EVE, eves.id(), file.content()));
    }

    @Test
    void whatIsLinkedStaysLinkable() throws IOException {
        var file = room.publish("eve", eves.id(), "weights");
        assertEquals(Optional.of(file), claim.find(EVE, eves.id(), file.content()));
    }

    private Repository add(String namespace, String name, Visibility visibility, int n) {
        var repository = new Repository(
                new RepositoryId("%024x".formatted(n)),
                RepoKind.MODEL,
                RepoName.of(namespace, name).orElseThrow(),
                visibility,
                Instant.EPOCH);
        catalogue.add(repository);
        return repository;
    }

    private static Known member(String name) {
        return new Known(new Namespace(name), SiteRole.MEMBER, Map.of(), Scope.WRITE);
    }
}
