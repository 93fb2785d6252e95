package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log through kills, restored backups, rotations and witnesses, watched by the product's own commands and by Go.
class LogAcceptance {
    private static final int NOT_PROVEN = 6;
    private static final Pattern WITNESS = Pattern.compile("\"witness\":\\[(.*?)\\]");
    private static final Pattern VKEY = Pattern.compile("\"vkey\":\"([^\"]+)\"");

    @TempDir
    Path folder;

    @Test
    void aHubKilledBetweenDeedAndCheckpointNeverContradictsItself() throws Exception {
        var key = "";
        int deeds = 0;
        var seen = folder.resolve("seen");
        for (int round = 0; round < 4; round++) {
            var hub = OwnHub.start(folder);
            key = key.isEmpty() ? Sumdb.logKey(folder, hub.url()) : key;
            if (round > 0) {
                hub.awaitPublished(entries(deeds));
                monitor(hub, key).well();
                Sumdb.check(folder, hub.url() + "/log", key, seen);
            }
            hub.awaitPublished(entries(0));
            Files.writeString(seen, hub.get("/log/checkpoint"));
            for (int i = 0; i < 5; i++) {
                hub.deed("m" + deeds++);
            }
            hub.kill(); // before the checkpoint, or after it: either way
        }
    }

    @Test
    void aRestoredBackupIsNotSigned() throws Exception {
        String key;
        try (var hub = OwnHub.start(folder)) {
            key = Sumdb.logKey(folder, hub.url());
            hub.deed("before");
            hub.awaitPublished(entries(1));
        }
        copy(folder.resolve("data"), folder.resolve("backup"));
        try (var hub = OwnHub.start(folder)) {
            hub.deed("after");
            hub.awaitPublished(entries(2));
            monitor(hub, key).well();
        }
        copy(folder.resolve("backup"), folder.resolve("data"));
        try (var hub = OwnHub.start(folder)) {
            for (var name : new String[] {"other1", "other2"}) {
                hub.deed(name);
            }
            var page = hub.get("/log");
            assertTrue(page.contains("Nothing is signed at present") && page.contains("would fork the log"), page);
            assertTrue(Files.readString(folder.resolve("log")).contains("the log is not signed"));
            assertEquals(entries(1), hub.published(), "nothing new is signed");
            assertEquals(NOT_PROVEN, monitor(hub, key).status(), "who watches sees that the log has shrunk");
        }
    }

    @Test
    void proofsAreCheckedOfflineAndSurviveARotation() throws Exception {
        String old;
        var keys = folder.resolve("data/keys").toString();
        try (var hub = OwnHub.start(folder)) {
            old = Sumdb.logKey(folder, hub.url());
            hub.deed("one");
            hub.awaitPublished(entries(1));
            Files.writeString(folder.resolve("entry"), hub.get("/log/entry/2"));
            Files.writeString(folder.resolve("proof"), hub.get("/log/entry/2.tlog-proof"));
            plimsoll("log", "mirror", "--key", old, hub.url() + "/log", "mirror")
                    .well();
            Files.writeString(folder.resolve("older"), hub.get("/log/checkpoint"));
        }
        plimsoll("log", "rotate", "--keys", keys).well();
        try (var hub = OwnHub.start(folder)) {
            hub.awaitPublished(entries(1) + 1); // the new key is an entry
            plimsoll("verify", "log", "--key", old, hub.url() + "/log").well();
            plimsoll("log", "mirror", "--key", old, hub.url() + "/log", "mirror")
                    .well();
        }
        plimsoll("log", "retire", "--keys", keys).well();
        String fresh;
        try (var hub = OwnHub.start(folder)) {
            fresh = Sumdb.logKey(folder, hub.url());
            hub.deed("two");
            hub.awaitPublished(entries(2) + 1);
            assertEquals(
                    NOT_PROVEN,
                    plimsoll("verify", "log", "--key", old, hub.url() + "/log").status());
            plimsoll("log", "mirror", "--key", fresh, hub.url() + "/log", "mirror")
                    .well();
        }
        plimsoll("verify", "proof", "--key", old, "proof", "entry").well();
        plimsoll("verify", "log", "--key", fresh, "mirror").well();
        plimsoll(
                        "verify",
                        "consistency",
                        "--key",
                        old,
                        "--key",
                        fresh,
                        "--mirror",
                        "mirror",
                        "older",
                        "mirror/checkpoint")
                .well();
        Files.writeString(folder.resolve("entry"), Files.readString(folder.resolve("entry")) + " ");
        assertEquals(
                NOT_PROVEN,
                plimsoll("verify", "proof", "--key", old, "proof", "entry").status());
        var bundle = folder.resolve("mirror/tile/entries/000.p/" + (entries(2) + 1));
        var bytes = Files.readString(bundle, StandardCharsets.ISO_8859_1); // the lengths in it are no text
        Files.writeString(bundle, bytes.replace("PUBLIC", "PUBLIK"), StandardCharsets.ISO_8859_1);
        assertEquals(
                NOT_PROVEN, plimsoll("verify", "log", "--key", fresh, "mirror").status());
    }

    @Test
    void hubsWitnessEachOther() throws Exception {
        var north = Files.createDirectory(folder.resolve("north"));
        var south = Files.createDirectory(folder.resolve("south"));
        String log;
        try (var hub = OwnHub.start(north)) {
            log = Sumdb.logKey(north, hub.url());
        }
        Files.createDirectories(south.resolve("data"));
        Files.writeString(south.resolve("data/peers.conf"), "# whom we watch\nlog " + log + "\n");
        try (var watching = OwnHub.start(south)) {
            var told = WITNESS.matcher(watching.get("/.well-known/plimsoll/keys"));
            assertTrue(told.find());
            var witnesses = VKEY.matcher(told.group(1))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            Files.writeString(
                    north.resolve("data/peers.conf"),
                    "witness " + watching.url() + "/witness " + String.join(" ", witnesses) + "\n");
            try (var hub = OwnHub.start(north)) {
                hub.deed("seen");
                awaitCosigned(hub, witnesses.getFirst());
                Ran.in(
                                Path.of("clients").toRealPath(),
                                Map.of("HUB", hub.url(), "ADMIN", "", "ADA", "", "BOB", ""),
                                "node",
                                "evidence.mjs",
                                "cosignature",
                                witnesses.getFirst())
                        .well();
                Files.writeString(folder.resolve("entry"), hub.get("/log/entry/2"));
                Files.writeString(folder.resolve("proof"), hub.get("/log/entry/2.tlog-proof"));
            }
            plimsoll("verify", "proof", "--key", log, "--witness", witnesses.getFirst(), "proof", "entry")
                    .well();
            assertEquals(
                    NOT_PROVEN,
                    plimsoll(
                                    "verify",
                                    "proof",
                                    "--key",
                                    log,
                                    "--quorum",
                                    "2",
                                    "--witness",
                                    witnesses.getFirst(),
                                    "proof",
                                    "entry")
                            .status(),
                    "one witness is not two");
        }
    }

    /// How many entries there are after so many deeds.
    private static int entries(int deeds) {
        return OwnHub.FIRST_ENTRIES + OwnHub.ENTRIES_OF_A_DEED * deeds;
    }

    private void awaitCosigned(OwnHub hub, String witness) throws IOException, InterruptedException {
        var name = witness.substring(0, witness.indexOf('+'));
        for (int tries = 0; tries < 100; tries++) {
            if (hub.published() >= entries(1) && hub.get("/log/checkpoint").contains("\u2014 " + name + " ")) {
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no cosignature by " + name + "\n"
                + Files.readString(hub.folder().resolve("log")));
    }

    private Ran monitor(OwnHub hub, String key) throws IOException, InterruptedException {
        return plimsoll("log", "monitor", "--key", key, "--state", "state", hub.url() + "/log");
    }

    private Ran plimsoll(String... words) throws IOException, InterruptedException {
        var command =
                Stream.concat(Stream.of(OwnHub.launcher()), Stream.of(words)).toArray(String[]::new);
        return Ran.in(folder, Map.of(), command);
    }

    /// Copies the database, as a backup would; keys and what was signed last are no part of it.
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (var name : new String[] {"plimsoll.db", "plimsoll.db-wal", "plimsoll.db-shm"}) {
            Files.deleteIfExists(to.resolve(name));
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
