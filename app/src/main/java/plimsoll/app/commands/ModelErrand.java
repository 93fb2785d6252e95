package plimsoll.app.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import plimsoll.app.models.NotFetched;
import plimsoll.engine.architectures.ModelRefused;
import plimsoll.engine.training.TrainingRefused;
import plimsoll.web.http.Json;
import plimsoll.weights.conversion.ConversionRefused;
import plimsoll.weights.tensors.MalformedWeights;

/// How a command works on model files, and how it says what came of it: one line and an exit code, whatever the
/// file.
final class ModelErrand {
    static final String SOUND = "2:wrong use, or a file that is no sound model of a kind that is known here";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /// What a command does with files.
    @FunctionalInterface
    interface Errand {
        void run() throws IOException, InterruptedException;
    }

    /// Does an errand and says what came of it.
    int run(Errand errand) {
        try {
            errand.run();
            return ExitCode.OK;
        } catch (MalformedWeights | ConversionRefused | ModelRefused | TrainingRefused | NotAnswered refused) {
            return failed(ExitCode.USAGE, refused.getMessage());
        } catch (NotFetched refused) {
            return failed(exitCode(refused.kind()), refused.getMessage());
        } catch (FileAlreadyExistsException exists) {
            boolean isExplained = exists.getReason() != null;
            return failed(
                    ExitCode.CONFLICT,
                    isExplained ? exists.getMessage() : exists.getFile() + " exists; --force replaces it");
        } catch (NoSuchFileException missing) {
            return failed(ExitCode.NOT_FOUND, missing.getFile() + ": there is no such file");
        } catch (AccessDeniedException denied) {
            return failed(ExitCode.FAILED, denied.getFile() + ": no permission");
        } catch (FileSystemException failed) {
            return failed(ExitCode.FAILED, failed.getMessage());
        } catch (IOException | UncheckedIOException failed) {
            return failed(ExitCode.FAILED, failed.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed(ExitCode.FAILED, "interrupted");
        } catch (InternalError shrunk) {
            // What the JVM throws when mapped memory is gone.
            return failed(ExitCode.FAILED, "the file became shorter while it was read");
        }
    }

    private static int exitCode(NotFetched.Kind kind) {
        return switch (kind) {
            case UNCLEAR -> ExitCode.USAGE;
            case NOT_REACHABLE -> ExitCode.NOT_REACHABLE;
            case NOT_ALLOWED -> ExitCode.NOT_ALLOWED;
            case NOT_FOUND -> ExitCode.NOT_FOUND;
            case BROKEN -> ExitCode.FAILED;
        };
    }

    /// Whether a script reads what is printed.
    boolean isJson() {
        return json;
    }

    /// Where answers go.
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /// Prints JSON where that is wanted, or else lines for people.
    void print(Map<String, ?> answer, Iterable<String> lines) {
        var out = command.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writeValueAsString(answer));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }

    /// Where progress is told.
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    private int failed(int exitCode, @Nullable String reason) {
        err().println("plimsoll: " + reason);
        err().flush();
        return exitCode;
    }
}
