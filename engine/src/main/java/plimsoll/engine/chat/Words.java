package plimsoll.engine.chat;

import java.util.List;
import plimsoll.engine.chat.Lexeme.Kind;

/// The words of a template, read from first to last.
final class Words {
    private final List<Lexeme> lexemes;
    private int at;

    Words(List<Lexeme> lexemes) {
        this.lexemes = lexemes;
    }

    Lexeme peek() {
        return lexemes.get(at);
    }

    Lexeme peekSecond() {
        return lexemes.get(Math.min(at + 1, lexemes.size() - 1));
    }

    Lexeme next() {
        var next = peek();
        at = Math.min(at + 1, lexemes.size() - 1);
        return next;
    }

    int line() {
        return peek().line();
    }

    boolean skip(String sign) {
        boolean found = peek().is(sign);
        if (found) {
            next();
        }
        return found;
    }

    boolean skipName(String name) {
        boolean found = peek().isName(name);
        if (found) {
            next();
        }
        return found;
    }

    void expect(String sign) throws TemplateRefused {
        if (!skip(sign)) {
            throw unexpected("\"" + sign + "\"");
        }
    }

    void expectName(String name) throws TemplateRefused {
        if (!skipName(name)) {
            throw unexpected("\"" + name + "\"");
        }
    }

    void expect(Kind kind) throws TemplateRefused {
        if (peek().kind() != kind) {
            throw unexpected("the end of the tag");
        }
        next();
    }

    String name() throws TemplateRefused {
        if (peek().kind() != Kind.NAME) {
            throw unexpected("a name");
        }
        return next().text();
    }

    TemplateRefused unexpected(String wanted) {
        var found = peek().kind() == Kind.END ? "the end" : "\"" + shown(peek().text()) + "\"";
        return new TemplateRefused("%s where %s was expected".formatted(found, wanted), line());
    }

    static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
