package plimsoll.hub.personaldata;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Comma-separated values (RFC 4180), or what is separated by tabs, semicolons or bars. The cells of the first row name
/// the columns, and are looked at as well.
final class CsvText implements Reading.Format {
    private static final int MOST_COLUMNS = 10_000;
    private static final int MOST_NAME = 200;

    private final Reading reading;
    private final List<String> columns = new ArrayList<>();
    private final StringBuilder name = new StringBuilder();
    private char separator;
    private boolean header = true;
    private int column;
    private boolean quoted;
    private boolean quote;
    private boolean begun;
    private boolean carriage;

    /// @param separator what is between cells; 0 to find out by the first row
    CsvText(Reading reading, char separator) {
        this.reading = reading;
        this.separator = separator;
    }

    @Override
    public void read(Reader from) throws IOException {
        var buffer = new char[Reading.BUFFER];
        column = 0;
        quoted = false;
        quote = false;
        boolean first = true;
        for (int read = reading.next(from, buffer); read >= 0; read = reading.next(from, buffer)) {
            if (first && separator == 0) {
                separator = guess(buffer, read);
            }
            first = false;
            for (int i = 0; i < read; i++) {
                take(buffer[i]);
            }
        }
        if (begun) {
            endRow();
        }
    }

    private static char guess(char[] buffer, int length) {
        var candidates = ",;\t|";
        var counts = new int[candidates.length()];
        for (int i = 0; i < length && buffer[i] != '\n'; i++) {
            int which = candidates.indexOf(buffer[i]);
            if (which >= 0) {
                counts[which]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return candidates.charAt(best);
    }

    private void take(char c) {
        if (quote) { // a quote within quotes: the end of them, or the first of two that stand for one
            quote = false;
            if (c == '"') {
                put(c);
                return;
            }
            quoted = false;
        }
        if (quoted) {
            if (c == '"') {
                quote = true;
            } else {
                put(c);
            }
        } else if (c == separator) {
            endCell();
            column++;
        } else if (c == '\n' || c == '\r') {
            if (c == '\r' || !carriage) {
                endRow();
            }
        } else if (c == '"' && !begun) {
            begin();
            quoted = true;
        } else {
            put(c);
        }
        carriage = c == '\r';
    }

    private void begin() {
        begun = true;
        reading.begin(header || column >= columns.size() ? "" : columns.get(column), reading.rows + 1);
    }

    private void put(char c) {
        if (!begun) {
            begin();
        }
        reading.scan.append(c);
        if (header && name.length() < MOST_NAME) {
            name.append(c);
        }
    }

    private void endCell() {
        if (begun) {
            reading.scan.end();
        }
        begun = false;
        if (header && columns.size() < MOST_COLUMNS) {
            columns.add(name.toString());
            name.setLength(0);
        }
    }

    private void endRow() {
        boolean empty = column == 0 && !begun;
        endCell();
        column = 0;
        quoted = false;
        if (!empty) {
            header = false;
            reading.rows++;
        }
    }
}
