package plimsoll.domain.ledger;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;

/// All that is needed to check offline that an entry is in a log (C2SP tlog-proof).
///
/// @param extra what its maker put in besides; nobody vouches for it
/// @param index the entry's place in the log
/// @param path the hashes beside its way to the root
/// @param checkpoint the log's checkpoint, signed
public record LogProof(Optional<Bytes> extra, long index, List<TreeHash> path, SignedNote checkpoint) {
    /// How its files are called.
    public static final String ENDING = ".tlog-proof";
    /// The largest that is read.
    public static final int MAX_BYTES = 2 * SignedNote.MAX_BYTES;

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    public LogProof {
        path = List.copyOf(path);
    }

    /// Reads a proof.
    ///
    /// @throws BadEvidence when it is none
    public static LogProof of(String text) throws BadEvidence {
        int blank = text.indexOf("\n\n");
        if (!text.startsWith(FIRST_LINE + "\n") || blank < 0 || text.length() > MAX_BYTES) {
            throw new BadEvidence(
                    "a proof begins with %s and has a checkpoint behind an empty line".formatted(FIRST_LINE));
        }
        var lines = text.substring(FIRST_LINE.length() + 1, Math.max(blank, FIRST_LINE.length() + 1))
                .split("\n", -1);
        int at = 0;
        Optional<Bytes> extra = Optional.empty();
        if (lines[at].startsWith(EXTRA)) {
            extra = Optional.of(Bytes.copyOf(Base64Text.decode(lines[at].substring(EXTRA.length()), "the extra line")));
            at++;
        }
        if (at >= lines.length || !lines[at].matches(INDEX + "(0|[1-9][0-9]{0,17})")) {
            throw new BadEvidence("a proof says the entry's index");
        }
        long index = Long.parseLong(lines[at].substring(INDEX.length()));
        var path = new ArrayList<TreeHash>();
        for (var line : List.of(lines).subList(at + 1, lines.length)) {
            path.add(TreeHash.ofBase64(line));
        }
        return new LogProof(extra, index, path, SignedNote.of(text.substring(blank + 2)));
    }

    /// As it is handed on.
    public String text() {
        var text = new StringBuilder(FIRST_LINE).append('\n');
        extra.ifPresent(bytes -> text.append(EXTRA)
                .append(Base64.getEncoder().encodeToString(bytes.toArray()))
                .append('\n'));
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }

    /// Checks that `entry` is in the log, as far as `policy` believes the checkpoint.
    ///
    /// @return the checkpoint it is in
    /// @throws BadEvidence with the reason when it does not hold
    public Checkpoint check(Bytes entry, LogPolicy policy) throws BadEvidence {
        var believed = policy.believe(checkpoint);
        if (!MerkleProof.includes(TreeHash.leaf(entry), index, believed.size(), path, believed.root())) {
            throw new BadEvidence("entry %d of the log is not this".formatted(index));
        }
        return believed;
    }
}
