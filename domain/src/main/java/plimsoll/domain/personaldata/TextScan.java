package plimsoll.domain.personaldata;

import java.util.Arrays;

/// Finds personal data in texts that arrive piece by piece, in memory that does not grow with them. Where one piece
/// ends and the next begins makes no difference: what lies over the border is found, and found once. For one thread.
public final class TextScan {
    /// How much of a text is looked at together, in UTF-16 units.
    static final int WINDOW = 64 * 1024;

    /// So far before the end of a window is a line break looked for, to cut there.
    private static final int SEARCH = 8 * 1024;

    private final Detector detector = new Detector();
    private final Found found;
    private char[] buffer = new char[4 * 1024];
    private int length;
    /// What stands before this was looked at, and is kept for its words.
    private int fresh;
    private long hints;
    private String column = "";
    /// Line breaks before what is in the buffer, and before what was found last.
    private long linesBefore;
    private long lines;

    /// Tells `found` what is found.
    public TextScan(Found found) {
        this.found = found;
    }

    /// Where findings go.
    @FunctionalInterface
    public interface Found {
        /// Something was found.
        ///
        /// @param value the text itself. It must not be kept
        void found(Kind kind, Certainty certainty, String value);
    }

    /// Begins a text: a cell, a value, a whole file.
    ///
    /// @param name the name of its column or key; empty where it has none
    public void begin(String name) {
        length = 0;
        fresh = 0;
        linesBefore = 0;
        lines = 0;
        if (!name.equals(column)) {
            column = name;
            hints = ContextWords.hints(name);
        }
    }

    /// Goes on with the text.
    public void append(char[] chars, int from, int to) {
        int at = from;
        while (at < to) {
            if (length == WINDOW) {
                look(false);
            }
            int some = Math.min(to - at, WINDOW - length);
            if (length + some > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(WINDOW, Math.max(length + some, buffer.length * 2)));
            }
            System.arraycopy(chars, at, buffer, length, some);
            length += some;
            at += some;
        }
    }

    /// Goes on with the text by one UTF-16 unit.
    public void append(char c) {
        if (length == buffer.length) {
            append(new char[] {c}, 0, 1);
        } else {
            buffer[length++] = c;
        }
    }

    /// Ends the text.
    public void end() {
        if (length > 0) {
            look(true);
        }
        length = 0;
        fresh = 0;
    }

    private void look(boolean last) {
        int limit = last ? length : cut(length - Detector.SIGHT, Math.max(fresh, length - SEARCH));
        int counted = 0;
        lines = linesBefore;
        for (var hit : detector.find(buffer, 0, length, hints)) {
            if (hit.start() >= fresh && hit.start() < limit) {
                lines += breaks(counted, hit.start());
                counted = hit.start();
                found.found(hit.kind(), hit.certainty(), new String(buffer, hit.start(), hit.end() - hit.start()));
            }
        }
        int keep = Math.max(0, cut(limit - Detector.SIGHT, limit - Detector.SIGHT - SEARCH));
        linesBefore += last ? breaks(0, length) : breaks(0, keep);
        lines = linesBefore;
        System.arraycopy(buffer, keep, buffer, 0, length - keep);
        length -= keep;
        fresh = limit - keep;
    }

    /// How many line breaks of the text stand before what was found last; after its end, how many it has.
    public long lines() {
        return lines;
    }

    private int breaks(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += buffer[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    /// After the last line break before `most`; without one after `least`, there.
    private int cut(int most, int least) {
        for (int i = most; i > Math.max(0, least); i--) {
            if (buffer[i - 1] == '\n') {
                return i;
            }
        }
        return most;
    }
}
