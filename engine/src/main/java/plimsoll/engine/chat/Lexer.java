package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.chat.Lexeme.Kind;

/// Cuts a template into words, with the white space around tags as transformers has it: the blanks before a tag that
/// begins a line and the line break after one that ends it are dropped, and `-` drops all white space on its side.
final class Lexer {
    private static final List<String> SIGNS = List.of(
            "**", "//", "==", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "%", "~", "(", ")", "[", "]", "{",
            "}", ",", ":", ".", "|");

    private final String source;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private int at;
    private int line = 1;

    /// Open brackets: `}}` closes a print only outside of them.
    private int open;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Lexeme> read(String template) throws TemplateRefused {
        var lexer = new Lexer(template.endsWith("\n") ? template.substring(0, template.length() - 1) : template);
        while (lexer.at < lexer.source.length()) {
            lexer.raw();
        }
        lexer.add(Kind.END, "");
        return lexer.lexemes;
    }

    private void add(Kind kind, String text) {
        lexemes.add(new Lexeme(kind, text, line));
    }

    private void raw() throws TemplateRefused {
        int start = at;
        while (at < source.length() && !opens(at)) {
            at++;
        }
        int end = at;
        boolean dash = starts(at + 2, "-");
        boolean print = starts(at, "{{");
        if (dash) {
            while (end > start && Marked.isSpace(source.charAt(end - 1))) {
                end--;
            }
        } else if (at < source.length() && !print && !starts(at + 2, "+")) {
            end = withoutIndent(start, end);
        }
        if (end > start) {
            add(Kind.RAW, source.substring(start, end));
        }
        count(start, at);
        if (at < source.length()) {
            tag(print, dash || (!print && starts(at + 2, "+")));
        }
    }

    private boolean opens(int place) {
        return starts(place, "{{") || starts(place, "{%") || starts(place, "{#");
    }

    private boolean starts(int place, String text) {
        return source.startsWith(text, place);
    }

    private int withoutIndent(int start, int end) {
        int first = end;
        while (first > start && (source.charAt(first - 1) == ' ' || source.charAt(first - 1) == '\t')) {
            first--;
        }
        return first == 0 || source.charAt(first - 1) == '\n' ? first : end;
    }

    private void count(int from, int to) {
        for (int i = from; i < to; i++) {
            line += source.charAt(i) == '\n' ? 1 : 0;
        }
    }

    private void tag(boolean print, boolean signed) throws TemplateRefused {
        boolean comment = starts(at, "{#");
        at += signed ? 3 : 2;
        if (comment) {
            int end = source.indexOf("#}", at);
            if (end < 0) {
                throw new TemplateRefused("a comment without its end", line);
            }
            count(at, end);
            at = end + 2;
            skipAfter(source.charAt(end - 1) == '-', true);
            return;
        }
        add(print ? Kind.PRINT : Kind.TAG, print ? "{{" : "{%");
        open = 0;
        words(print ? "}}" : "%}");
        if (!print) {
            verbatim();
        }
    }

    // What stands between raw and endraw is no template.
    private void verbatim() throws TemplateRefused {
        int size = lexemes.size();
        if (size < 3
                || !lexemes.get(size - 2).isName("raw")
                || lexemes.get(size - 3).kind() != Kind.TAG) {
            return;
        }
        lexemes.subList(size - 3, size).clear();
        var end = java.util.regex.Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%\\}")
                .matcher(source);
        if (!end.find(at)) {
            throw new TemplateRefused("raw without endraw", line);
        }
        add(Kind.RAW, source.substring(at, end.start()));
        count(at, end.end());
        at = end.end();
        skipAfter(end.group().endsWith("-%}"), true);
    }

    private void words(String end) throws TemplateRefused {
        while (true) {
            skipSpace();
            if (at >= source.length()) {
                throw new TemplateRefused("a tag without its end", line);
            }
            boolean dash = starts(at, "-" + end);
            if (dash || (open == 0 && (starts(at, end) || starts(at, "+" + end)))) {
                boolean plus = starts(at, "+");
                at += end.length() + (dash || plus ? 1 : 0);
                add(end.equals("}}") ? Kind.PRINT_END : Kind.TAG_END, end);
                skipAfter(dash, !plus && end.equals("%}"));
                return;
            }
            word();
        }
    }

    private void skipSpace() {
        int start = at;
        while (at < source.length() && Marked.isSpace(source.charAt(at))) {
            at++;
        }
        count(start, at);
    }

    private void skipAfter(boolean all, boolean lineBreak) {
        if (all) {
            skipSpace();
        } else if (lineBreak && starts(at, "\n")) {
            at++;
            line++;
        }
    }

    private void word() throws TemplateRefused {
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            string(c);
        } else if (c >= '0' && c <= '9') {
            number();
        } else if (Character.isLetter(c) || c == '_') {
            int start = at;
            while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
                at++;
            }
            add(Kind.NAME, source.substring(start, at));
        } else {
            sign();
        }
    }

    private void sign() throws TemplateRefused {
        for (var sign : SIGNS) {
            if (starts(at, sign)) {
                open += "([{".contains(sign) ? 1 : ")]}".contains(sign) ? -1 : 0;
                at += sign.length();
                add(Kind.SIGN, sign);
                return;
            }
        }
        throw new TemplateRefused("the character %c has no meaning here".formatted(source.charAt(at)), line);
    }

    private void number() {
        int start = at;
        digits();
        // After a dot it is the place in a list: a.0.1
        boolean place = !lexemes.isEmpty() && lexemes.getLast().is(".");
        boolean real = !place && starts(at, ".") && at + 1 < source.length() && isDigit(source.charAt(at + 1));
        if (real) {
            at++;
            digits();
        }
        add(real ? Kind.REAL : Kind.WHOLE, source.substring(start, at));
    }

    private void digits() {
        while (at < source.length() && isDigit(source.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void string(char quote) throws TemplateRefused {
        int start = at++;
        var text = new StringBuilder();
        while (at < source.length() && source.charAt(at) != quote) {
            char c = source.charAt(at++);
            if (c == '\\' && at < source.length()) {
                escape(text);
            } else {
                text.append(c);
            }
        }
        if (at >= source.length()) {
            throw new TemplateRefused("a string without its end", line);
        }
        at++;
        add(Kind.STRING, text.toString());
        count(start, at);
    }

    // As in Python, what is no escape stands for itself.
    private void escape(StringBuilder text) throws TemplateRefused {
        char c = source.charAt(at++);
        switch (c) {
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'v' -> text.append('\u000B');
            case '\\', '\'', '"' -> text.append(c);
            case '\n' -> {}
            case 'x', 'u', 'U' -> codePoint(text, c == 'x' ? 2 : c == 'u' ? 4 : 8);
            default -> text.append('\\').append(c);
        }
    }

    private void codePoint(StringBuilder text, int digits) throws TemplateRefused {
        try {
            int c = Integer.parseInt(source, at, at + digits, 16);
            if (c < 0x10000) {
                text.append((char) c);
            } else {
                text.appendCodePoint(c);
            }
            at += digits;
        } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new TemplateRefused("an escape without its digits", line);
        }
    }
}
