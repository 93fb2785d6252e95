package plimsoll.app.commands;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.config.Setting;
import plimsoll.backends.files.KeyFolder;
import plimsoll.backends.files.KeyFolder.Use;
import plimsoll.backends.files.Passphrase;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.Checkpoint;
import plimsoll.domain.ledger.EntryBundle;
import plimsoll.domain.ledger.LogAudit;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.Tile;
import plimsoll.domain.ledger.TreeHash;

/// `plimsoll log`: follows and copies the logs of other hubs, and changes the keys of one's own.
@Command(
        name = "log",
        description = "Follow and mirror logs; change the keys of your own.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "2:wrong use",
            "3:something could not be read",
            "5:a file is not there",
            "6:the log is forked or does not prove what it says"
        })
public final class LogCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /// A command that prints to these, and takes the passphrase from `environment` where no file has it.
    public LogCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
    }

    @Command(
            name = "monitor",
            description = {
                "Follow a log: check each new entry and checkpoint, and that nothing before them changed.",
                "Prints every entry, recalls with a mark. Ends with 6, and keeps both checkpoints, when it is forked."
            },
            mixinStandardHelpOptions = true)
    int monitor(
            @Mixin Trust trust,
            @Parameters(paramLabel = "URL", description = "The log: https://hub.example.org/log") String url,
            @Option(
                            names = "--state",
                            required = true,
                            paramLabel = "FILE",
                            description = "Where the newest checkpoint seen is kept between runs.")
                    Path state,
            @Option(
                            names = "--every",
                            paramLabel = "SECONDS",
                            description = "Look again after so long (default: once).")
                    long every)
            throws InterruptedException {
        while (true) {
            int code = Judged.by(out, err, () -> look(trust, url, state));
            if (every <= 0 || code == ExitCode.CONFLICT) {
                return code;
            }
            Thread.sleep(Duration.ofSeconds(every));
        }
    }

    @Command(
            name = "mirror",
            description = "Copy a log to a folder, checked, to verify and keep it offline.",
            mixinStandardHelpOptions = true)
    int mirror(
            @Mixin Trust trust,
            @Parameters(paramLabel = "URL", description = "The log: https://hub.example.org/log") String url,
            @Parameters(paramLabel = "DIR", description = "The folder.") Path folder) {
        return Judged.by(out, err, () -> {
            try (var files = LogFiles.at(url)) {
                var note = new LogAudit(files, trust.policy()).newest();
                var newest = Checkpoint.of(note.text());
                copy(files, newest.size(), folder);
                new LogAudit(new LogFiles.Mirror(folder), trust.policy()).follow(none(newest), newest, (_, _) -> {});
                Files.writeString(folder.resolve("checkpoint"), note.note());
                return "%d entries of %s in %s".formatted(newest.size(), newest.origin(), folder);
            }
        });
    }

    @Command(
            name = "rotate",
            description = "Make a new key for your own log. It signs beside the old one when the hub starts next.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Option(names = "--keys", required = true, paramLabel = "DIR", description = "The hub's folder of keys.")
                    Path keys,
            @Option(
                            names = "--passphrase-file",
                            paramLabel = "FILE",
                            description = "What encrypts them, when PLIMSOLL_KEY_PASSPHRASE does not say it.")
                    @Nullable
                    Path passphrase) {
        return Judged.by(
                out, err, () -> "made " + folder(keys, passphrase(passphrase)).add(Use.LOG));
    }

    private Optional<Passphrase> passphrase(@Nullable Path file) throws IOException {
        if (file != null) {
            return Optional.of(Passphrase.in(file));
        }
        var name = Setting.KEY_PASSPHRASE.environmentName();
        var said = Optional.ofNullable(environment.get(name));
        var passphrase = said.flatMap(Passphrase::of);
        if (said.isPresent() && passphrase.isEmpty()) {
            throw new IOException(Passphrase.tooShort(name)); // else the new key would lie in the clear
        }
        return passphrase;
    }

    private static KeyFolder folder(Path keys, Optional<Passphrase> passphrase) throws IOException {
        if (Files.notExists(keys)) {
            throw new NoSuchFileException(keys.toString()); // a hub's first keys are made by its first start
        }
        return new KeyFolder(keys, passphrase);
    }

    @Command(
            name = "retire",
            description = "End all but the newest key of your own log. What they signed stays valid.",
            mixinStandardHelpOptions = true)
    int retire(
            @Option(names = "--keys", required = true, paramLabel = "DIR", description = "The hub's folder of keys.")
                    Path keys) {
        return Judged.by(
                out,
                err,
                () -> "%d keys sign no more"
                        .formatted(folder(keys, Optional.empty()).retireOlder(Use.LOG)));
    }

    private String look(Trust trust, String url, Path state) throws IOException, BadEvidence {
        try (var files = LogFiles.at(url)) {
            var policy = trust.policy();
            var audit = new LogAudit(files, policy);
            var note = audit.newest();
            var newest = Checkpoint.of(note.text());
            var known = Files.exists(state) ? policy.believe(SignedNote.of(Files.readAllBytes(state))) : none(newest);
            try {
                audit.follow(known, newest, this::tell);
            } catch (BadEvidence e) {
                var evidence = Path.of(state + ".contradiction");
                Files.writeString(evidence, note.note());
                throw new BadEvidence(
                        "%s (the two checkpoints are in %s and %s)".formatted(e.reason(), state, evidence));
            }
            keep(state, note);
            return "%s has %d entries, %d of them new"
                    .formatted(newest.origin(), newest.size(), newest.size() - known.size());
        }
    }

    private void tell(long position, Bytes entry) {
        var text = entry.utf8();
        out.println((text.contains("\"type\":\"recall") ? "RECALL " : "") + position + " " + text);
    }

    private static void keep(Path state, SignedNote note) throws IOException {
        var fresh = Path.of(state + ".new");
        Files.writeString(fresh, note.note());
        Files.move(fresh, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(LogFiles files, long size, Path folder) throws IOException, BadEvidence {
        for (int level = 0; Tile.hashesAt(size, level) > 0; level++) {
            for (var tile : Tile.of(size, level)) {
                copy(files, tile.path(), Tile.FULL * TreeHash.BYTES, tile.isFull(), folder);
                if (level == 0) {
                    int most = Tile.FULL * (2 + EntryBundle.MAX_ENTRY_BYTES);
                    copy(files, tile.entriesPath(), most, tile.isFull(), folder);
                }
            }
        }
    }

    // What is full never changes, so what an earlier run brought is not asked for again.
    private static void copy(LogFiles files, String path, int most, boolean full, Path folder)
            throws IOException, BadEvidence {
        var file = folder.resolve(path);
        if (full && Files.exists(file)) {
            return;
        }
        var bytes = files.read(path, most).orElseThrow(() -> new BadEvidence("there is no " + path));
        Files.createDirectories(file.resolve("..").normalize());
        Files.write(file, bytes);
    }

    private static Checkpoint none(Checkpoint of) {
        return new Checkpoint(of.origin(), 0, TreeHash.EMPTY);
    }
}
