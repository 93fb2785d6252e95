package plimsoll.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// Go's own verifier of logs, `golang.org/x/mod/sumdb`, as Debian packages it: no module is fetched.
final class Sumdb {
    private static final Path PACKAGES = Path.of("/usr/share/gocode");
    private static final Pattern ED25519 = Pattern.compile("\"vkey\":\"([^\"]+)\",\"algorithm\":\"Ed25519\"");

    private Sumdb() {}

    /// The newest Ed25519 key of a hub's log.
    static String logKey(Path folder, String hub) throws IOException, InterruptedException {
        var keys = Ran.in(folder, Map.of(), "curl", "-sSf", hub + "/.well-known/plimsoll/keys")
                .well();
        var key = ED25519.matcher(keys.output());
        assertTrue(key.find(), keys::toString);
        return key.group(1);
    }

    /// Checks a whole log, and that it continues an older checkpoint.
    static void check(Path folder, String log, String key, Path older) throws IOException, InterruptedException {
        assertTrue(
                Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod/sumdb")),
                "golang.org/x/mod is missing: ./dev setup");
        var source = Path.of("clients/sumdb/verify.go").toRealPath();
        var environment = Map.of(
                "GO111MODULE",
                "off",
                "GOPATH",
                PACKAGES.toString(),
                "GOCACHE",
                folder.resolve("gocache").toString(),
                "GOFLAGS",
                "");
        Ran.in(folder, environment, "go", "build", "-o", "verify", source.toString())
                .well();
        Ran.in(folder, environment, folder.resolve("verify").toString(), log, key, older.toString())
                .well();
    }
}
