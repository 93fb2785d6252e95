package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.LogPolicy;
import plimsoll.domain.ledger.NoteKey;

/// Whom a command that checks evidence trusts, as its options say.
final class Trust {
    @Option(
            names = "--key",
            paramLabel = "VKEY",
            required = true,
            description = "A key of the log, or a file with keys, one a line. Give old ones too.")
    private List<String> keys = List.of();

    @Option(
            names = "--witness",
            paramLabel = "VKEY",
            description = "A key of a witness, or a file with keys, one a line.")
    private List<String> witnesses = List.of();

    @Option(
            names = "--quorum",
            paramLabel = "N",
            description = "How many of the witnesses must have signed (default: all).")
    private int quorum = -1;

    LogPolicy policy() throws IOException, BadEvidence {
        var seen = read(witnesses);
        int all = (int) seen.stream().map(NoteKey::name).distinct().count();
        return new LogPolicy(read(keys), seen, quorum < 0 ? all : quorum);
    }

    private static List<NoteKey> read(List<String> given) throws IOException, BadEvidence {
        var keys = new ArrayList<NoteKey>();
        for (var one : given) {
            if (one.contains("+") && !Files.exists(Path.of(one))) {
                keys.add(NoteKey.of(one));
                continue;
            }
            for (var line : Files.readAllLines(Path.of(one))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    keys.add(NoteKey.of(line));
                }
            }
        }
        return keys;
    }
}
