package plimsoll.hub.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.xet.XetHash;
import plimsoll.domain.xet.XorbListing;
import plimsoll.hub.fixtures.ChunkStore;
import plimsoll.hub.fixtures.ChunkedFile;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.repositories.Pass;

/// What was sent and never used is found again by those who sent it, and by nobody else.
final class OfferChunksTest {
    private final ChunkStore store = new ChunkStore();
    private final Repository model = Story.model(1, "ada/model");
    private final Pass pass = store.pass(Story.ada(), model);
    private final ChunkedFile first;
    private final ChunkedFile second;

    OfferChunksTest() throws IOException {
        first = ChunkStore.noise(1, 20_000);
        second = ChunkStore.noise(2, 20_000);
    }

    @Test
    void anUploadThatBrokeOffGoesOnWhereItWas() throws IOException {
        store.send(pass, first);
        store.send(pass, second);
        assertEquals(Set.of(first.xorb(), second.xorb()), offered(pass, first));
    }

    @Test
    void itDoesSoWhenAnotherFileNeedsItsBeginning() throws IOException {
        store.send(pass, first);
        store.send(pass, second);
        var bobs = store.pass(Story.bob(), Story.model(2, "bob/model"));
        store.send(bobs, first);
        assertInstanceOf(RegisterShard.Outcome.Registered.class, store.register(bobs, first.shard()));
        assertEquals(Set.of(first.xorb(), second.xorb()), offered(pass, first));
    }

    @Test
    void whatAFileNeedsIsNoLongerPending() throws IOException {
        store.send(pass, first);
        assertInstanceOf(RegisterShard.Outcome.Registered.class, store.register(pass, first.shard()));
        store.send(pass, second);
        assertEquals(Set.of(second.xorb()), offered(pass, second));
    }

    @Test
    void anotherRepositoryIsOfferedNothingOfIt() throws IOException {
        store.send(pass, first);
        assertEquals(Set.of(), offered(store.pass(Story.bob(), Story.model(2, "bob/model")), first));
        assertEquals(Set.of(), offered(store.pass(Story.ada(), Story.model(3, "ada/other")), first));
    }

    private Set<XetHash> offered(Pass asker, ChunkedFile file) throws IOException {
        var asked = file.shard().xorbs().getFirst().chunks().getFirst().name();
        return store.offers().offer(asker, asked).stream()
                .flatMap(shard -> shard.xorbs().stream())
                .map(XorbListing::xorb)
                .collect(Collectors.toSet());
    }
}
