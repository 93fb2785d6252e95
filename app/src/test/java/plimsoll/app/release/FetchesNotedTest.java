package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever takes by git or git-lfs is noted and warned as whoever takes file by file.
final class FetchesNotedTest {
    private static final String TERMS =
            "{\"components\": {\"weights\": {\"access\": \"on-terms\"}}, \"terms\": \"Be kind.\"}";

    @TempDir
    static Path folder;

    private static WholeHub hub;

    @BeforeAll
    static void open() throws Exception {
        hub = new WholeHub(folder.resolve("data"));
        hub.account("ada", "member");
        hub.account("bob", "member");
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"base\"}"));
        hub.commit("ada", "ada/base", "README.md", "# Base");
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"tuned\"}"));
        hub.commit("ada", "ada/tuned", "README.md", """
                ---
                base_model: ada/base
                new_version: ada/tuned-2
                ---
                # Tuned""");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void aCloneOfWhatIsOnTermsIsACopyAndAListingIsNot() throws Exception {
        hub.done(hub.send("ada", "PUT", "/api/models/ada/tuned/release", TERMS));
        var file = hub.commitLarge("ada", "ada/tuned", "model.bin", "the bytes of the weights");
        hub.done(hub.post("ada", "/api/models/ada/tuned/user-access-request/grant", "{\"user\": \"bob\"}"));
        git("ls-remote", hub.remote("bob", "ada/tuned"));
        assertEquals(List.of(), copies());
        git("clone", "--progress", hub.remote("bob", "ada/tuned"), "tuned");
        var head = git("-C", "tuned", "rev-parse", "HEAD").strip();
        assertEquals(List.of("bob " + head), copies());
        git("-C", "tuned", "fetch");
        assertEquals(1, copies().size());
        assertTrue(hub.post("bob", "/ada/tuned.git/info/lfs/objects/batch", """
                {"operation":"download","objects":[{"oid":"%s","size":24}]}""".formatted(file))
                .body()
                .contains("download"));
        assertEquals(1, copies().size(), "an address is not a copy yet");
    }

    @Test
    void whoTakesADerivativeIsWarnedByEveryDoor() throws Exception {
        hub.done(hub.post("ada", "/api/models/ada/base/recall", "{\"reason\": \"It leaks names\"}"));
        var batch =
                hub.post("ada", "/ada/tuned.git/info/lfs/objects/batch", "{\"operation\":\"download\",\"objects\":[]}");
        var refs = hub.get("ada", "/ada/tuned.git/info/refs?service=git-upload-pack");
        var file = hub.get("ada", "/ada/tuned/resolve/main/README.md");
        for (var answer : List.of(batch, refs, file)) {
            var told = String.join("\n", answer.headers().allValues("X-HF-Warning"));
            assertTrue(told.contains("recall-1; base model ada/base: This repository was recalled"), told);
            assertTrue(told.contains("superseded-ada/tuned; ada/tuned is superseded"), told);
        }
        var said = git("clone", "--progress", hub.remote("ada", "ada/tuned"), "warned");
        assertTrue(said.contains("remote: WARNING: base model ada/base: This repository was recalled"), said);
        assertTrue(said.contains("remote: WARNING: ada/tuned is superseded"), said);
    }

    private static List<String> copies() throws Exception {
        return hub.done(hub.get("ada", "/api/models/ada/tuned/release/copies"))
                .valueStream()
                .map(copy ->
                        copy.get("user").asString() + " " + copy.get("what").asString())
                .toList();
    }

    private static String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_LFS_SKIP_SMUDGE", "1");
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
