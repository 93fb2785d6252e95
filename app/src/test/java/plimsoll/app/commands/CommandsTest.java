package plimsoll.app.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import plimsoll.app.people.RunningHub;
import plimsoll.web.http.Json;

final class CommandsTest {
    private Path folder;
    private RunningHub hub;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        hub = new RunningHub(folder);
        Files.writeString(folder.resolve("admin.token"), hub.admin.token() + "\n");
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void accountCreatePrintsTheTokenAlone() {
        var ran = run("account", "create", "ada", "--role", "auditor");
        assertEquals(ExitCode.OK, ran.exitCode, ran.err);
        assertTrue(ran.out.matches("hf_[A-Za-z0-9]{40}\\R"), ran.out);
    }

    @Test
    void jsonIsPrintedWhereItIsAskedFor() {
        var answer = Json.tree(run("account", "create", "ada", "--json").out);
        assertEquals("ada", answer.path("name").asString());
        assertTrue(answer.path("token").asString().startsWith("hf_"));
        assertEquals(2, Json.tree(run("account", "list", "--json").out).size());
    }

    @Test
    void theExitCodeSaysWhatWentWrong() {
        assertEquals(ExitCode.OK, run("account", "create", "ada").exitCode);
        assertEquals(ExitCode.CONFLICT, run("account", "create", "Ada").exitCode);
        assertEquals(ExitCode.CONFLICT, run("account", "create", "datasets").exitCode);
        assertEquals(ExitCode.USAGE, run("account", "create", "a b").exitCode);
        assertEquals(ExitCode.USAGE, run("account", "create", "eve", "--role", "king").exitCode);
        assertEquals(ExitCode.USAGE, run("account", "create").exitCode);
        assertEquals(ExitCode.NOT_FOUND, run("token", "revoke", "nothing").exitCode);
        assertEquals(ExitCode.NOT_FOUND, run("org", "add", "nowhere", "ada").exitCode);
        assertEquals(ExitCode.CONFLICT, run("account", "change", "admin", "--role", "member").exitCode);
        assertEquals(ExitCode.USAGE, run("repo", "delete", "no-slash").exitCode);
    }

    @Test
    void withoutATokenNothingIsAllowed(@TempDir Path empty) {
        var ran = runAt(hub.url, empty, "account", "list");
        assertEquals(ExitCode.NOT_ALLOWED, ran.exitCode);
        assertTrue(ran.err.startsWith("plimsoll: "), ran.err);
    }

    @Test
    void noHubIsSaidPlainly() {
        var ran = runAt("http://127.0.0.1:1", folder, "account", "list");
        assertEquals(ExitCode.NOT_REACHABLE, ran.exitCode);
        assertTrue(ran.err.contains("No hub answers at http://127.0.0.1:1/"), ran.err);
        assertEquals(ExitCode.USAGE, runAt("nonsense", folder, "account", "list").exitCode);
    }

    @Test
    void aTokenIsMadeListedAndRevoked() {
        var secret =
                run("token", "create", "--name", "ci", "--scope", "read").out.strip();
        assertTrue(secret.startsWith("hf_"));
        var listed = run("token", "list")
                .out
                .lines()
                .filter(line -> line.endsWith("ci"))
                .findFirst()
                .orElseThrow();
        var id = listed.substring(0, listed.indexOf('\t'));
        assertEquals(ExitCode.OK, run("token", "revoke", id).exitCode);
        assertTrue(run("token", "list").out.lines().noneMatch(line -> line.endsWith("ci")));
    }

    @Test
    void anOrganisationIsFoundedAndJoined() {
        run("account", "create", "ada");
        assertEquals("Lab", run("org", "create", "Lab").out.strip());
        assertEquals(
                "Lab\tada\tread",
                run("org", "add", "Lab", "ada", "--role", "read").out.strip());
        assertEquals(ExitCode.OK, run("org", "remove", "Lab", "ada").exitCode);
        assertEquals(ExitCode.CONFLICT, run("org", "remove", "Lab", "admin").exitCode);
    }

    @Test
    void helpTellsTheExitCodes() {
        var help = run("account", "create", "--help").out;
        for (var code : List.of("0   ", "2   ", "3   ", "4   ", "5   ", "6   ")) {
            assertTrue(help.contains(code), help);
        }
    }

    private Ran run(String... words) {
        return runAt(hub.url, folder, words);
    }

    private static Ran runAt(String url, Path data, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", url, "--data", data.toString()));
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = new CommandLine(new Root())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Ran(exitCode, out.toString(), err.toString());
    }

    @Command(
            name = "plimsoll",
            subcommands = {AccountCommand.class, TokenCommand.class, OrgCommand.class, RepoCommand.class})
    private static final class Root {}

    private record Ran(int exitCode, String out, String err) {}
}
