package plimsoll.app.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The guard from the command line says what the hub of the same folder would.
final class GuardJudgeCommandTest {
    private static final String TEXT = "Tell me of the heron project.";

    @TempDir
    private Path folder;

    @Test
    void withoutRulesWordsJudgeAloneAndThatIsSaid() {
        var ran = judge(TEXT);
        assertEquals(ExitCode.OK, ran.code, ran.err);
        assertTrue(ran.out.startsWith("pass "), ran.out);
        assertTrue(ran.out.contains("by words alone: there is no " + folder.resolve("guard.conf")), ran.out);
    }

    @Test
    void theOwnersTermsAndThresholdsCount() throws Exception {
        rules("deny heron project\nthreshold harmful 0 lab/strict\n");
        var denied = judge(TEXT);
        assertTrue(denied.out.startsWith("block term:heron project"), denied.out);
        assertTrue(denied.out.contains("by " + folder.resolve("guard.conf")), denied.out);
        assertTrue(judge("Good morning").out.startsWith("pass "));
        assertTrue(judge("Good morning", "--model", "lab/strict").out.startsWith("block "));
    }

    @Test
    void theSecondGuardIsAskedAndOneThatIsDownIsNeverTakenForSafe() throws Exception {
        rules("guard remote http://127.0.0.1:9/v1 form=llama-guard-3 model=lg\n");
        var ran = judge("Good morning");
        assertTrue(ran.out.startsWith("unjudged unjudged"), ran.out);
        assertTrue(ran.out.contains("second guard lg: no answer"), ran.out);
    }

    @Test
    void rulesThatCannotBeAreToldWithTheirLine() throws Exception {
        rules("forbid herons\n");
        var ran = judge(TEXT);
        assertEquals(ExitCode.USAGE, ran.code);
        assertTrue(ran.err.contains("guard.conf, line 1: 'forbid' is not known"), ran.err);
    }

    private void rules(String text) throws IOException {
        Files.writeString(folder.resolve("guard.conf"), text);
    }

    private Ran judge(String text, String... more) {
        var out = new StringWriter();
        var err = new StringWriter();
        var words = new String[more.length + 4];
        System.arraycopy(new String[] {"judge", text, "--data", folder.toString()}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        int code = new CommandLine(new GuardCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Ran(code, out.toString(), err.toString());
    }

    private record Ran(int code, String out, String err) {}
}
