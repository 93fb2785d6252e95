package plimsoll.app.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import plimsoll.app.config.BadSetting;
import plimsoll.app.config.Setting;
import plimsoll.app.config.Settings;
import plimsoll.app.wiring.House;
import plimsoll.web.http.Json;

/// A hub starts with the passphrase of its keys and with no other, and `log rotate` goes by the same.
final class KeyPassphraseTest {
    private static final String RIGHT = "correct horse battery";

    @TempDir
    Path folder;

    @Test
    void aHubStartsWithItsPassphraseAlone() throws Exception {
        var keys = started(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT));
        assertEquals(keys, started(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT)));
        var missing = refused(Map.of());
        assertTrue(missing.endsWith(" is encrypted. Set PLIMSOLL_KEY_PASSPHRASE, or key-passphrase-file."), missing);
        var wrong = refused(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT + "!"));
        assertTrue(wrong.matches("The passphrase that was given does not open .*\\.1\\.pem\\."), wrong);
        var shorter = assertThrows(BadSetting.class, () -> settings(Map.of("PLIMSOLL_KEY_PASSPHRASE", "horse")));
        assertTrue(
                String.valueOf(shorter.getMessage())
                        .startsWith("PLIMSOLL_KEY_PASSPHRASE has no passphrase of at least"),
                shorter::getMessage);
        assertEquals(keys, started(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT)), "no keys were made in their place");
    }

    @Test
    void aNewKeySignsBesideTheOldOneAndLiesEncryptedToo() throws Exception {
        var old = started(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT));
        var file = Files.writeString(folder.resolve("passphrase"), RIGHT + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var ran = log(Map.of(), "rotate", "--keys", keys().toString(), "--passphrase-file", file.toString());
        assertEquals("0 ok: made " + keys().resolve("log-ed25519.2.pem") + "\n", ran);
        assertTrue(Files.readString(keys().resolve("log-ed25519.2.pem")).contains("BEGIN ENCRYPTED PRIVATE KEY"));
        assertEquals(
                "0 ok: made " + keys().resolve("log-ed25519.3.pem") + "\n",
                log(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT), "rotate", "--keys", keys().toString()));
        var both = started(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT));
        assertEquals(old.size() + 2, both.size());
        assertTrue(both.containsAll(old));
        assertEquals("0 ok: 2 keys sign no more\n", log(Map.of(), "retire", "--keys", keys().toString()));
        assertEquals(
                both.size(), started(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT)).size());
    }

    @Test
    void rotatingWithoutThePassphraseMakesNothing() throws Exception {
        var old = started(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT));
        for (var environment : List.of(
                Map.<String, String>of(),
                Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT + "!"),
                Map.of("PLIMSOLL_KEY_PASSPHRASE", "horse"))) {
            var ran = log(environment, "rotate", "--keys", keys().toString());
            assertTrue(ran.startsWith("3 Could not be read: "), ran);
            assertEquals(1, ran.lines().count(), ran);
        }
        var nowhere = folder.resolve("keyz").toString();
        assertEquals("5 There is no file " + nowhere + ".\n", log(Map.of(), "rotate", "--keys", nowhere));
        assertEquals("5 There is no file " + nowhere + ".\n", log(Map.of(), "retire", "--keys", nowhere));
        assertEquals(old, started(Map.of("PLIMSOLL_KEY_PASSPHRASE", RIGHT)));
    }

    /// A passphrase that keeps nobody out must not be taken for none.
    @Test
    void aPassphraseThatIsTooShortIsRefusedWhereKeysLieOpen() throws Exception {
        started(Map.of());
        var ran = log(Map.of("PLIMSOLL_KEY_PASSPHRASE", "horse"), "rotate", "--keys", keys().toString());
        assertTrue(ran.contains("PLIMSOLL_KEY_PASSPHRASE has no passphrase of at least"), ran);
        assertTrue(Files.notExists(keys().resolve("log-ed25519.2.pem")));
    }

    private Path keys() {
        return folder.resolve("data").resolve("keys");
    }

    private Settings settings(Map<String, String> environment) throws BadSetting, IOException {
        var given = Map.of(Setting.DATA, folder.resolve("data").toString(), Setting.PORT, "0", Setting.BARE, "true");
        return Settings.gather(given, environment, folder);
    }

    /// Starts a hub.
    ///
    /// @return the keys that it tells of
    private List<String> started(Map<String, String> environment) throws Exception {
        var house = House.open(settings(environment)) instanceof House.Opening.Opened(var opened) ? opened : fail();
        try (house;
                var client = HttpClient.newHttpClient()) {
            var asked = HttpRequest.newBuilder(URI.create(house.address() + "/.well-known/plimsoll/keys"));
            var answer = Json.tree(
                    client.send(asked.build(), BodyHandlers.ofString()).body());
            var keys = new ArrayList<String>();
            answer.get("log").forEach(key -> keys.add(key.get("vkey").asString()));
            return keys;
        }
    }

    private static House fail() {
        throw new IllegalStateException("the hub did not open");
    }

    /// Fails to start a hub.
    ///
    /// @return the one line that says why
    private String refused(Map<String, String> environment) throws Exception {
        if (House.open(settings(environment)) instanceof House.Opening.Failed(var reason)) {
            assertEquals(1, reason.lines().count(), reason);
            return reason;
        }
        throw new IllegalStateException("the hub opened");
    }

    /// Runs `plimsoll log`.
    ///
    /// @return its exit code and what it said
    private static String log(Map<String, String> environment, String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = new CommandLine(new LogCommand(out, out, environment)).execute(arguments);
        return code + " " + said.toString(StandardCharsets.UTF_8);
    }
}
