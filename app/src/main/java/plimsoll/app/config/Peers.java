package plimsoll.app.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plimsoll.domain.ledger.BadEvidence;
import plimsoll.domain.ledger.NoteKey;

/// The other hubs that this one watches and is watched by, as `peers.conf` in the data folder lists them: a line each,
/// `log KEY` for a log whose checkpoints this hub cosigns, `witness URL KEY ...` for a witness that is asked to cosign
/// this hub's.
///
/// @param logs keys of logs
/// @param witnesses whom to ask
public record Peers(List<NoteKey> logs, List<Witness> witnesses) {
    /// The file in the data folder.
    public static final String FILE = "peers.conf";

    public Peers {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
    }

    /// A witness.
    ///
    /// @param address what its addresses begin with
    /// @param keys those that check what it signs
    public record Witness(URI address, List<NoteKey> keys) {
        public Witness {
            keys = List.copyOf(keys);
        }
    }

    /// Reads the file; nobody when there is none.
    ///
    /// @throws BadSetting with the line that cannot be
    static Peers read(Path file) throws BadSetting, IOException {
        var logs = new ArrayList<NoteKey>();
        var witnesses = new ArrayList<Witness>();
        int number = 0;
        for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            number++;
            var words = List.of(line.strip().split("\\s+"));
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            try {
                switch (words.getFirst()) {
                    case "log" -> logs.addAll(keys(words.subList(1, words.size())));
                    case "witness" -> witnesses.add(witness(words));
                    default -> throw new BadEvidence("a line is  log KEY  or  witness URL KEY");
                }
            } catch (BadEvidence e) {
                throw new BadSetting("%s, line %d: %s.".formatted(file, number, e.reason()));
            }
        }
        return new Peers(logs, witnesses);
    }

    private static Witness witness(List<String> words) throws BadEvidence {
        if (words.size() < 3 || !words.get(1).matches("https?://[^\\s\"<>]+")) {
            throw new BadEvidence("a witness is  witness URL KEY");
        }
        return new Witness(URI.create(words.get(1)), keys(words.subList(2, words.size())));
    }

    private static List<NoteKey> keys(List<String> words) throws BadEvidence {
        if (words.isEmpty()) {
            throw new BadEvidence("a key is missing");
        }
        var keys = new ArrayList<NoteKey>();
        for (var word : words) {
            keys.add(NoteKey.of(word));
        }
        return keys;
    }
}
