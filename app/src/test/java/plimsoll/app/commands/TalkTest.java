package plimsoll.app.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The talk as a person has it, at a terminal.
class TalkTest {
    private static final String MANY_TOKENS = "400";

    @Test
    void anAnswerStreamsAndCtrlCStopsIt() throws Exception {
        try (var terminal = talk()) {
            terminal.until(">>> ");
            terminal.type("Once upon a time\n");
            var beginning = terminal.until(", there was");
            assertFalse(beginning.contains("tokens read"), beginning);
            terminal.type(Terminal.CTRL_C);
            var end = terminal.until("tokens read");
            assertTrue(end.contains("[stopped; "), end);
            // The talk goes on.
            terminal.until(">>> ");
            terminal.type("/bye\n");
            assertEquals(0, terminal.ends(), terminal.shown());
        }
    }

    @Test
    void itKnowsItsOrdersAndTextsOfSeveralLines() throws Exception {
        try (var terminal = talk()) {
            terminal.until(">>> ");
            terminal.type("/help\n");
            assertTrue(terminal.until("Ctrl-C ").contains("/history"));
            terminal.type("/nonsense\n");
            terminal.until("There is no /nonsense; /help tells what there is.");
            terminal.type("\"\"\"Once upon\n");
            terminal.until("... ");
            terminal.type("a time\"\"\"\n");
            terminal.until(", there was");
            terminal.type(Terminal.CTRL_C);
            terminal.until("tokens read");
            terminal.until(">>> ");
            terminal.type("/history\n");
            terminal.until("user: Once upon\na time\n");
            terminal.until("assistant: ");
            terminal.until(">>> ");
            terminal.type("/clear\n/history\n/memory\n");
            assertFalse(terminal.until(" MiB").contains("user: "), terminal.shown());
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.ends(), terminal.shown());
        }
    }

    @Test
    void ctrlCLeavesWhileNothingIsSaid() throws Exception {
        try (var terminal = talk()) {
            terminal.until(">>> ");
            terminal.type(Terminal.CTRL_C);
            assertEquals(130, terminal.ends(), terminal.shown());
        }
    }

    private static Terminal talk() throws Exception {
        return Terminal.at("run", RunCommandTest.stories(), "-t", "0", "-n", MANY_TOKENS, "--threads", "1");
    }
}
