package plimsoll.hub.xet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.xet.FileRecipe;
import plimsoll.domain.xet.Shard;
import plimsoll.domain.xet.Term;
import plimsoll.domain.xet.XetHash;
import plimsoll.domain.xet.XorbListing;
import plimsoll.hub.fixtures.ChunkStore;
import plimsoll.hub.fixtures.ChunkedFile;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.repositories.Pass;

/// Nothing that a shard says is believed.
final class RegisterShardTest {
    private static final XetHash OTHER = new XetHash(1, 2, 3, 4);

    private final ChunkStore store = new ChunkStore();
    private final Repository model = Story.model(1, "ada/model");
    private final Pass pass = store.pass(Story.ada(), model);
    private ChunkedFile sent;
    private FileRecipe file;

    RegisterShardTest() throws IOException {
        sent = ChunkStore.noise(1, 60_000);
        file = sent.shard().files().getFirst();
    }

    @BeforeEach
    void send() throws IOException {
        store.send(pass, sent);
    }

    @Test
    void whatIsTrueIsTakenTwice() throws IOException {
        assertEquals(new RegisterShard.Outcome.Registered(1), store.register(pass, sent.shard()));
        assertEquals(new RegisterShard.Outcome.Registered(0), store.register(pass, sent.shard()));
        assertTrue(store.files().find(model.id(), file.content().orElseThrow()).isPresent());
    }

    @Test
    void anotherSha256IsRefused() throws IOException {
        var wrong = new Sha256("ab".repeat(32));
        refused("has SHA-256", new FileRecipe(file.name(), file.terms(), file.verifications(), Optional.of(wrong)));
        assertTrue(store.files().find(model.id(), wrong).isEmpty());
    }

    @Test
    void anotherIdIsRefused() throws IOException {
        refused("not of", new FileRecipe(OTHER, file.terms(), file.verifications(), file.content()));
    }

    @Test
    void aVerificationThatIsWrongOrLackingIsRefused() throws IOException {
        refused("does not verify", new FileRecipe(file.name(), file.terms(), List.of(OTHER), file.content()));
        refused("without the verification", new FileRecipe(file.name(), file.terms(), List.of(), file.content()));
    }

    @Test
    void aTermOfAnotherSizeIsRefused() throws IOException {
        var term = file.terms().getFirst();
        refused("another size", with(new Term(term.xorb(), term.start(), term.end(), term.rawBytes() - 1)));
    }

    @Test
    void aTermPastTheLastChunkIsRefused() throws IOException {
        var term = file.terms().getFirst();
        refused("chunks only", with(new Term(term.xorb(), term.start(), term.end() + 1, term.rawBytes())));
    }

    @Test
    void aXorbThatNobodySentIsRefused() throws IOException {
        refused("is not here", with(new Term(OTHER, 0, 1, 10)));
    }

    @Test
    void aXorbOfAnotherRepositoryIsRefusedInTheSameWords() throws IOException {
        var bobs = store.pass(Story.bob(), Story.model(2, "bob/model"));
        var refused = assertInstanceOf(RegisterShard.Outcome.Unfit.class, store.register(bobs, sent.shard()));
        assertTrue(refused.reason().startsWith("Xorb %s is not here.".formatted(sent.xorb())), refused.reason());
    }

    @Test
    void aListingOfOtherChunksIsRefused() throws IOException {
        var listing = sent.shard().xorbs().getFirst();
        var chunks = List.of(new XorbListing.Chunk(OTHER, 60_000));
        var shard = new Shard(
                List.of(), List.of(new XorbListing(listing.xorb(), chunks, listing.storedBytes())), Optional.empty());
        var refused = assertInstanceOf(RegisterShard.Outcome.Unfit.class, store.register(pass, shard));
        assertTrue(refused.reason().contains("other chunks"), refused.reason());
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws IOException {
        var large = ChunkStore.noise(2, ChunkStore.MAX + 2);
        store.send(pass, large);
        var refused = assertInstanceOf(RegisterShard.Outcome.Unfit.class, store.register(pass, large.shard()));
        assertTrue(refused.reason().contains("this hub takes"), refused.reason());
    }

    @Test
    void oneWrongFileKeepsTheOthersOut() throws IOException {
        var wrong = new FileRecipe(OTHER, file.terms(), file.verifications(), file.content());
        var shard = new Shard(List.of(file, wrong), List.of(), Optional.empty());
        assertInstanceOf(RegisterShard.Outcome.Unfit.class, store.register(pass, shard));
        assertTrue(store.files().find(model.id(), file.content().orElseThrow()).isEmpty());
    }

    private FileRecipe with(Term term) {
        return new FileRecipe(file.name(), List.of(term), file.verifications(), file.content());
    }

    private void refused(String reason, FileRecipe wrong) throws IOException {
        var shard = new Shard(List.of(wrong), List.of(), Optional.empty());
        var outcome = assertInstanceOf(RegisterShard.Outcome.Unfit.class, store.register(pass, shard));
        assertTrue(outcome.reason().contains(reason), outcome.reason());
    }
}
