package plimsoll.app.commands;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import plimsoll.domain.ledger.BadEvidence;

/// How a check of evidence ends: in words, and in an exit code.
final class Judged {
    private Judged() {}

    /// Runs a check that prints what holds.
    static int by(PrintStream out, PrintStream err, Check check) {
        try {
            out.println("ok: " + check.run());
            return ExitCode.OK;
        } catch (BadEvidence e) {
            err.println("NOT PROVEN: " + e.reason() + ".");
            return ExitCode.CONFLICT;
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile() + ".");
            return ExitCode.NOT_FOUND;
        } catch (IOException e) {
            err.println("Could not be read: " + e.getMessage());
            return ExitCode.NOT_REACHABLE;
        }
    }

    /// A check of evidence.
    @FunctionalInterface
    interface Check {
        /// What holds, in words.
        String run() throws IOException, BadEvidence;
    }
}
