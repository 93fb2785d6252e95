package plimsoll.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.app.config.BadSetting;
import plimsoll.app.config.ServedModels;
import plimsoll.app.config.Setting;
import plimsoll.app.config.Settings;
import plimsoll.app.mini.MiniRelease;
import plimsoll.backends.files.KeyFolder;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.people.FirstStart;
import plimsoll.weights.safetensors.SafetensorsWriter;
import plimsoll.weights.tensors.DType;
import plimsoll.weights.tensors.TensorShape;
import plimsoll.weights.tensors.TensorSource;
import plimsoll.weights.tensors.TensorView;

class FirstModelsTest {
    /// Enough for the tokenizer, and quick.
    private static final int CONVERSATIONS = 3000;

    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private Path data;
    private Stores stores;
    private Deeds deeds;
    private MiniRelease release;

    @BeforeEach
    void open() throws IOException, BadSetting {
        data = folder.resolve("data");
        var settings = Settings.gather(Map.of(Setting.DATA, data.toString()), Map.of(), folder);
        var random = new SecureRandom();
        stores = Stores.open(settings, CLOCK, random);
        deeds = new Deeds(
                stores, new KeyFolder(settings.keys(), Optional.empty()).keys().attestation(), settings, CLOCK, random);
        var trained = Files.createDirectory(folder.resolve("trained"));
        var tensor = new TensorView("norm.weight", DType.F32, TensorShape.of(4), MemorySegment.ofArray(new byte[16]));
        new SafetensorsWriter(Map.of("format", "pt"), List.of(TensorSource.of(tensor)))
                .write(trained.resolve("model.safetensors"), true);
        release = MiniRelease.in(trained, CONVERSATIONS);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aNewHubShowsTheGradient() throws IOException {
        start(false);
        assertEquals(Level.FULLY_OPEN, level(RepoKind.MODEL, "mini"));
        assertEquals(Level.GATED_DOWNLOAD, level(RepoKind.MODEL, "mini-gated"));
        assertEquals(Level.INTERNAL, level(RepoKind.MODEL, "mini-closed"));
        assertEquals(Level.FULLY_OPEN, level(RepoKind.DATASET, "mini-data"));
        assertFalse(deeds.door.sees(new Recipient.Stranger(), found(RepoKind.MODEL, "mini-closed")));
        assertTrue(deeds.door.sees(new Recipient.Stranger(), found(RepoKind.MODEL, "mini-gated")));
    }

    @Test
    void aSecondTurnChangesNothing() throws IOException {
        var models = start(false);
        var before = head("mini");
        models.publish();
        models.intend(false);
        models.publish();
        assertEquals(before, head("mini"));
    }

    @Test
    void whatADeathCutShortIsFinishedAtTheNextStart() throws IOException {
        models(false);
        deeds.people.firstStart().foundPublisher();
        start(false);
        assertEquals(Level.FULLY_OPEN, level(RepoKind.MODEL, "mini"));
        assertFalse(Files.exists(data.resolve("first-models")));
    }

    @Test
    void aBareHubBeginsEmpty() throws IOException {
        start(true);
        assertTrue(stores.catalogue.find(RepoKind.MODEL, name("mini")).isEmpty());
    }

    @Test
    void theOpenModelAnswersUnlessTheOwnerSaysWhatDoes() throws Exception {
        var trained = Files.write(folder.resolve("trained/model-Q8_0.gguf"), new byte[] {1, 2, 3});
        var list = data.resolve(ServedModels.FILE);
        assertTrue(models(false).serve());
        var local = ServedModels.read(list).local().get("plimsoll/mini");
        assertTrue(local != null
                && local.weights() instanceof ServedModels.Weights.File(var served)
                && Files.mismatch(trained, served) == -1);
        Files.writeString(list, "# nothing\n");
        assertFalse(models(false).serve());
        Files.delete(list);
        start(false);
        var later = models(false);
        later.forgetIfNew();
        assertFalse(later.serve());
        assertTrue(Files.notExists(list));
    }

    private FirstModels models(boolean bare) throws IOException {
        var models = new FirstModels(data, Optional.of(release), deeds, stores);
        models.intend(bare);
        deeds.people.firstStart().run();
        return models;
    }

    private FirstModels start(boolean bare) throws IOException {
        var models = models(bare);
        models.publish();
        return models;
    }

    private Level level(RepoKind kind, String name) {
        var repository = found(kind, name);
        return stores.releases.of(repository).plan().headline(kind, CLOCK.instant(), false);
    }

    private String head(String name) throws IOException {
        return String.valueOf(
                stores.repositories.refs(found(RepoKind.MODEL, name).id()).get(RefName.MAIN));
    }

    private Repository found(RepoKind kind, String name) {
        return stores.catalogue.find(kind, name(name)).orElseThrow();
    }

    private static RepoName name(String name) {
        return new RepoName(FirstStart.PUBLISHER, name);
    }
}
