package plimsoll.app.commands;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.ledger.Checkpoint;
import plimsoll.domain.ledger.LogAudit;
import plimsoll.domain.ledger.LogProof;
import plimsoll.domain.ledger.SignedNote;
import plimsoll.domain.ledger.TreeHash;

/// `plimsoll verify`: checks a log's evidence offline, with nothing but files and keys.
@Command(
        name = "verify",
        description = "Check evidence of a log offline: a proof, two checkpoints, or a mirrored log.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:it holds",
            "2:wrong use",
            "3:something could not be read",
            "5:a file is not there",
            "6:it does not hold"
        })
public final class VerifyCommand {
    private final PrintStream out;
    private final PrintStream err;

    /// A command that prints to these.
    public VerifyCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Command(name = "proof", description = "Check that an entry is in a log.", mixinStandardHelpOptions = true)
    int proof(
            @Mixin Trust trust,
            @Parameters(paramLabel = "PROOF", description = "The .tlog-proof file.") Path proof,
            @Parameters(paramLabel = "ENTRY", description = "The entry, byte for byte.") Path entry) {
        return Judged.by(out, err, () -> {
            var read = LogProof.of(Files.readString(proof));
            var checkpoint = read.check(Bytes.copyOf(Files.readAllBytes(entry)), trust.policy());
            return "entry %d of %s, under a checkpoint over %d entries"
                    .formatted(read.index(), checkpoint.origin(), checkpoint.size());
        });
    }

    @Command(
            name = "consistency",
            description = "Check that one checkpoint continues another, with the files of a mirrored log.",
            mixinStandardHelpOptions = true)
    int consistency(
            @Mixin Trust trust,
            @Option(names = "--mirror", required = true, paramLabel = "DIR", description = "The mirrored log.")
                    String mirror,
            @Parameters(paramLabel = "OLDER", description = "A checkpoint.") Path older,
            @Parameters(paramLabel = "NEWER", description = "A later checkpoint.") Path newer) {
        return Judged.by(out, err, () -> {
            var policy = trust.policy();
            var before = policy.believe(SignedNote.of(Files.readAllBytes(older)));
            var after = policy.believe(SignedNote.of(Files.readAllBytes(newer)));
            try (var files = LogFiles.at(mirror)) {
                new LogAudit(files, policy).follow(before, after, (_, _) -> {});
            }
            return "%d entries of %s continue %d".formatted(after.size(), after.origin(), before.size());
        });
    }

    @Command(
            name = "log",
            description = "Check a whole log: every entry, and the checkpoint over them.",
            mixinStandardHelpOptions = true)
    int log(
            @Mixin Trust trust,
            @Parameters(paramLabel = "PLACE", description = "The folder of a mirrored log, or its address.")
                    String place) {
        return Judged.by(out, err, () -> {
            try (var files = LogFiles.at(place)) {
                var audit = new LogAudit(files, trust.policy());
                var newest = Checkpoint.of(audit.newest().text());
                audit.follow(new Checkpoint(newest.origin(), 0, TreeHash.EMPTY), newest, (_, _) -> {});
                return "all %d entries of %s".formatted(newest.size(), newest.origin());
            }
        });
    }
}
