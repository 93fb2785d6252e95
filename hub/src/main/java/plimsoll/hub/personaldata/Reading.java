package plimsoll.hub.personaldata;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.InstantSource;
import plimsoll.domain.personaldata.Tally;
import plimsoll.domain.personaldata.TextScan;

/// The scan of one file on its way: where its readers put texts, and how far they came.
final class Reading {
    static final int BUFFER = 32 * 1024;

    final Tally tally;
    final TextScan scan;
    private final InstantSource clock;
    private final Instant until;
    private boolean plain;
    private long linesBefore;
    long rows;

    Reading(Tally tally, InstantSource clock, Instant until) {
        this.tally = tally;
        this.clock = clock;
        this.until = until;
        scan = new TextScan(this::found);
    }

    private void found(
            plimsoll.domain.personaldata.Kind kind, plimsoll.domain.personaldata.Certainty certainty, String value) {
        if (plain) {
            tally.row(linesBefore + scan.lines() + 1);
        }
        tally.found(kind, certainty, value);
    }

    /// How texts of a format are read.
    @FunctionalInterface
    interface Format {
        /// Reads a piece of a file to its end; a file may have several.
        void read(Reader from) throws IOException;
    }

    /// Reads the next characters.
    ///
    /// @throws TimeUp when the file has taken too long
    int next(Reader from, char[] buffer) throws IOException {
        check();
        return from.read(buffer);
    }

    void check() throws IOException {
        if (clock.instant().isAfter(until)) {
            throw new TimeUp();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new java.io.InterruptedIOException("the scan was called off");
        }
    }

    void begin(String column, long row) {
        plain = false;
        tally.row(row);
        scan.begin(column);
    }

    /// Text without any columns: rows are its lines.
    void text(Reader from) throws IOException {
        plain = true;
        linesBefore = rows;
        scan.begin("");
        var buffer = new char[BUFFER];
        char last = '\n';
        for (int read = next(from, buffer); read >= 0; read = next(from, buffer)) {
            scan.append(buffer, 0, read);
            last = read > 0 ? buffer[read - 1] : last;
        }
        scan.end();
        rows += scan.lines() + (last == '\n' ? 0 : 1);
    }

    /// That a file takes longer than it may.
    static final class TimeUp extends IOException {
        private static final long serialVersionUID = 1;

        TimeUp() {
            super("it takes longer than a scan may");
        }
    }
}
