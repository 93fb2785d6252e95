package plimsoll.domain.ledger;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What a log commits itself to at a moment: so many entries, with this root (C2SP tlog-checkpoint).
///
/// @param origin which log: its address without the scheme
/// @param size how many entries
/// @param root the root of the tree over them
public record Checkpoint(String origin, long size, TreeHash root) {
    private static final int LINES = 3;
    private static final int MAX_ORIGIN_BYTES = 255;
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    public Checkpoint {
        if (!isOrigin(origin) || size < 0) {
            throw new IllegalArgumentException("no checkpoint: origin '%s', size %d".formatted(origin, size));
        }
    }

    /// Reads the text of a checkpoint's note. Lines that extend the format are no part of the value.
    ///
    /// @throws BadEvidence when it is none
    public static Checkpoint of(String text) throws BadEvidence {
        if (!text.endsWith("\n")) {
            throw new BadEvidence("a checkpoint's last line has no end");
        }
        var lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length < LINES
                || !isOrigin(lines[0])
                || !SIZE.matcher(lines[1]).matches()) {
            throw new BadEvidence("a checkpoint is three lines: origin, size, root");
        }
        for (var line : lines) {
            if (line.isEmpty()) {
                throw new BadEvidence("a checkpoint has no empty lines");
            }
        }
        return new Checkpoint(lines[0], size(lines[1]), TreeHash.ofBase64(lines[2]));
    }

    /// Its text.
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    private static long size(String digits) throws BadEvidence {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw new BadEvidence("a checkpoint's size is larger than any log");
        }
    }

    private static boolean isOrigin(String text) {
        return !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_ORIGIN_BYTES
                && text.chars().noneMatch(c -> c < ' ');
    }
}
