package plimsoll.hub.personaldata;

import java.io.IOException;
import java.io.Reader;

/// The strings and numbers of JSON (RFC 8259), one document or one in each line, each with the key it stands at. What
/// is between them is not checked: a scan must not end at a comma too many.
final class JsonText implements Reading.Format {
    private static final int MOST_KEY = 256;

    private final Reading reading;
    private final StringBuilder string = new StringBuilder();
    private String key = "";
    private State state = State.BETWEEN;
    /// Whether the string that ended last is waiting for what comes after it: with a colon it was a key.
    private boolean waiting;
    private boolean longString;
    private int code;
    private int codeDigits;
    private boolean content;

    JsonText(Reading reading) {
        this.reading = reading;
    }

    private enum State {
        BETWEEN,
        STRING,
        ESCAPE,
        CODE,
        WORD
    }

    @Override
    public void read(Reader from) throws IOException {
        state = State.BETWEEN;
        waiting = false;
        var buffer = new char[Reading.BUFFER];
        for (int read = reading.next(from, buffer); read >= 0; read = reading.next(from, buffer)) {
            for (int i = 0; i < read; i++) {
                take(buffer[i]);
            }
        }
        boolean inside = state == State.STRING || state == State.ESCAPE || state == State.CODE;
        if (inside && longString) {
            reading.scan.end();
        } else if (inside || state == State.WORD || waiting) {
            value();
        }
        reading.rows += content ? 1 : 0;
        content = false;
        if (inside) {
            throw new CutOff("it ends within a string");
        }
    }

    /// That a text ends too early.
    static final class CutOff extends IOException {
        private static final long serialVersionUID = 1;

        CutOff(String why) {
            super(why);
        }
    }

    private void take(char c) {
        switch (state) {
            case BETWEEN -> between(c);
            case STRING -> {
                if (c == '"') {
                    endString();
                } else if (c == '\\') {
                    state = State.ESCAPE;
                } else {
                    put(c);
                }
            }
            case ESCAPE -> escape(c);
            case CODE -> {
                int digit = Character.digit(c, 16);
                code = code * 16 + Math.max(0, digit);
                if (++codeDigits == 4 || digit < 0) {
                    put((char) code);
                    state = State.STRING;
                }
            }
            case WORD -> {
                if (c == ',' || c == '}' || c == ']' || c == ':' || c <= ' ' || c == '"' || c == '{' || c == '[') {
                    state = State.BETWEEN;
                    value();
                    between(c);
                } else {
                    put(c);
                }
            }
        }
        if (c == '\n') {
            reading.rows += content ? 1 : 0;
            content = false;
        } else {
            content |= c > ' ';
        }
    }

    private void between(char c) {
        if (c <= ' ') {
            return;
        }
        if (waiting) {
            waiting = false;
            if (c == ':') {
                key = string.toString();
                look(""); // a key may be an address
                return;
            }
            value();
        }
        switch (c) {
            case '"' -> {
                state = State.STRING;
                string.setLength(0);
                longString = false;
            }
            case '}' -> key = "";
            case '{', '[', ']', ',', ':' -> {}
            default -> {
                state = State.WORD;
                string.setLength(0);
                longString = false;
                put(c);
            }
        }
    }

    private void escape(char c) {
        state = State.STRING;
        switch (c) {
            case 'n' -> put('\n');
            case 't' -> put('\t');
            case 'r' -> put('\r');
            case 'b', 'f' -> put(' ');
            case 'u' -> {
                state = State.CODE;
                code = 0;
                codeDigits = 0;
            }
            default -> put(c);
        }
    }

    private void put(char c) {
        if (longString) {
            reading.scan.append(c);
        } else if (string.length() < MOST_KEY) {
            string.append(c);
        } else { // too long for a key
            longString = true;
            reading.begin(key, reading.rows + 1);
            for (int i = 0; i < string.length(); i++) {
                reading.scan.append(string.charAt(i));
            }
            reading.scan.append(c);
        }
    }

    private void endString() {
        state = State.BETWEEN;
        if (longString) {
            reading.scan.end();
        } else {
            waiting = true;
        }
    }

    private void value() {
        waiting = false;
        if (longString) {
            reading.scan.end();
        } else {
            look(key);
        }
    }

    private void look(String column) {
        reading.begin(column, reading.rows + 1);
        for (int i = 0; i < string.length(); i++) {
            reading.scan.append(string.charAt(i));
        }
        reading.scan.end();
    }
}
