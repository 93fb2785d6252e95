package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.chat.Expression.Called;
import plimsoll.engine.chat.Expression.Filtered;
import plimsoll.engine.chat.Expression.ListOf;
import plimsoll.engine.chat.Expression.Literal;
import plimsoll.engine.chat.Lexeme.Kind;
import plimsoll.engine.chat.Statement.Branch;
import plimsoll.engine.chat.Statement.Parameter;
import plimsoll.engine.chat.Statement.Target;

/// Reads a template: text, prints and tags.
final class TemplateParser {
    /// Tags in tags.
    private static final int MAX_DEPTH = 60;

    private final Words words;
    private final ExpressionParser expressions;
    private int depth;

    private TemplateParser(List<Lexeme> lexemes) {
        words = new Words(lexemes);
        expressions = new ExpressionParser(words);
    }

    static List<Statement> parse(String source) throws TemplateRefused {
        if (source.length() > Limits.MAX_SOURCE_CHARACTERS) {
            throw new TemplateRefused(
                    "%d characters, where %d are allowed".formatted(source.length(), Limits.MAX_SOURCE_CHARACTERS), 1);
        }
        var parser = new TemplateParser(Lexer.read(source));
        var statements = parser.body();
        if (parser.words.peek().kind() != Kind.END) {
            throw parser.words.unexpected("the end of the template");
        }
        return statements;
    }

    // Up to a tag that is none of the beginning of a statement: end..., else, elif.
    private List<Statement> body(String... ends) throws TemplateRefused {
        if (++depth > MAX_DEPTH) {
            throw new TemplateRefused("tags nested deeper than %d".formatted(MAX_DEPTH), words.line());
        }
        var statements = new ArrayList<Statement>();
        while (words.peek().kind() != Kind.END && !atEnd(ends)) {
            statements.add(statement());
        }
        depth--;
        return List.copyOf(statements);
    }

    private boolean atEnd(String... ends) {
        return words.peek().kind() == Kind.TAG
                && List.of(ends).contains(words.peekSecond().text());
    }

    private void end(String name) throws TemplateRefused {
        words.expect(Kind.TAG);
        words.expectName(name);
        words.expect(Kind.TAG_END);
    }

    private Statement statement() throws TemplateRefused {
        var next = words.next();
        return switch (next.kind()) {
            case RAW -> new Statement.Raw(next.text(), next.line());
            case PRINT -> {
                var value = expressions.expression();
                words.expect(Kind.PRINT_END);
                yield new Statement.Print(value, next.line());
            }
            case TAG -> tag();
            case TAG_END, PRINT_END, NAME, STRING, WHOLE, REAL, SIGN, END ->
                throw new TemplateRefused("\"%s\" outside of a tag".formatted(Words.shown(next.text())), next.line());
        };
    }

    private Statement tag() throws TemplateRefused {
        int line = words.line();
        var name = words.name();
        return switch (name) {
            case "if" -> ifTag(line);
            case "for" -> forTag(line);
            case "set" -> setTag(line);
            case "macro" -> macro(line);
            case "call" -> call(line);
            case "filter" -> filterTag(line);
            case "generation" -> {
                words.expect(Kind.TAG_END);
                var body = body("endgeneration");
                end("endgeneration");
                yield new Statement.Plain(body, line);
            }
            case "break" -> {
                words.expect(Kind.TAG_END);
                yield new Statement.Break(line);
            }
            case "continue" -> {
                words.expect(Kind.TAG_END);
                yield new Statement.Continue(line);
            }
            default -> throw new TemplateRefused("the tag \"%s\" is not known here".formatted(Words.shown(name)), line);
        };
    }

    private Statement ifTag(int line) throws TemplateRefused {
        var branches = new ArrayList<Branch>();
        var condition = Optional.of(expressions.expression());
        while (true) {
            words.expect(Kind.TAG_END);
            branches.add(new Branch(condition, body("elif", "else", "endif")));
            words.expect(Kind.TAG);
            if (words.skipName("endif")) {
                words.expect(Kind.TAG_END);
                return new Statement.If(List.copyOf(branches), line);
            }
            condition = elseCondition(condition);
        }
    }

    private Optional<Expression> elseCondition(Optional<Expression> before) throws TemplateRefused {
        if (before.isEmpty()) {
            throw words.unexpected("\"endif\"");
        }
        if (words.skipName("elif")) {
            return Optional.of(expressions.expression());
        }
        words.expectName("else");
        return Optional.empty();
    }

    private Statement forTag(int line) throws TemplateRefused {
        boolean bracketed = words.skip("(");
        var names = new ArrayList<String>();
        do {
            names.add(words.name());
        } while (words.skip(","));
        if (bracketed) {
            words.expect(")");
        }
        words.expectName("in");
        // The `if` after the items filters them; it begins no choice.
        var items = expressions.withoutChoice();
        var filter = words.skipName("if") ? Optional.of(expressions.expression()) : Optional.<Expression>empty();
        boolean recursive = words.skipName("recursive");
        words.expect(Kind.TAG_END);
        var body = body("else", "endfor");
        List<Statement> otherwise = List.of();
        if (words.peekSecond().isName("else")) {
            end("else");
            otherwise = body("endfor");
        }
        end("endfor");
        return new Statement.For(List.copyOf(names), items, filter, body, otherwise, recursive, line);
    }

    private Statement setTag(int line) throws TemplateRefused {
        var targets = new ArrayList<Target>();
        boolean bracketed = words.skip("(");
        do {
            targets.add(target());
        } while (words.skip(","));
        if (bracketed) {
            words.expect(")");
        }
        if (words.skip("=")) {
            var value = tuple();
            words.expect(Kind.TAG_END);
            return new Statement.Set(List.copyOf(targets), value, line);
        }
        var filters = filters();
        words.expect(Kind.TAG_END);
        var body = body("endset");
        end("endset");
        if (targets.size() != 1) {
            throw new TemplateRefused("a block is set to one name", line);
        }
        return new Statement.SetBlock(targets.getFirst(), filters, body, line);
    }

    private Target target() throws TemplateRefused {
        var name = words.name();
        return new Target(name, words.skip(".") ? Optional.of(words.name()) : Optional.empty());
    }

    private Expression tuple() throws TemplateRefused {
        int line = words.line();
        var first = expressions.expression();
        if (!words.peek().is(",")) {
            return first;
        }
        var items = new ArrayList<Expression>();
        items.add(first);
        while (words.skip(",") && words.peek().kind() != Kind.TAG_END) {
            items.add(expressions.expression());
        }
        return new ListOf(List.copyOf(items), line);
    }

    // Each filters what the one before made; the first, the block.
    private List<Filtered> filters() throws TemplateRefused {
        var filters = new ArrayList<Filtered>();
        while (words.skip("|")) {
            filters.add(expressions.filter(new Literal(new Value.None(), words.line()), words.line()));
        }
        return List.copyOf(filters);
    }

    private Statement filterTag(int line) throws TemplateRefused {
        var filters = new ArrayList<Filtered>();
        filters.add(expressions.filter(new Literal(new Value.None(), line), line));
        filters.addAll(filters());
        words.expect(Kind.TAG_END);
        var body = body("endfilter");
        end("endfilter");
        return new Statement.FilterBlock(List.copyOf(filters), body, line);
    }

    private Statement macro(int line) throws TemplateRefused {
        var name = words.name();
        var parameters = parameters();
        words.expect(Kind.TAG_END);
        var body = body("endmacro");
        end("endmacro");
        return new Statement.Macro(name, parameters, body, line);
    }

    private List<Parameter> parameters() throws TemplateRefused {
        words.expect("(");
        var parameters = new ArrayList<Parameter>();
        while (!words.skip(")")) {
            var name = words.name();
            parameters.add(
                    new Parameter(name, words.skip("=") ? Optional.of(expressions.expression()) : Optional.empty()));
            if (!words.skip(",")) {
                words.expect(")");
                break;
            }
        }
        return List.copyOf(parameters);
    }

    private Statement call(int line) throws TemplateRefused {
        var parameters = words.peek().is("(") ? parameters() : List.<Parameter>of();
        if (!(expressions.expression() instanceof Called called)) {
            throw new TemplateRefused("a call block that calls nothing", line);
        }
        words.expect(Kind.TAG_END);
        var body = body("endcall");
        end("endcall");
        return new Statement.CallBlock(parameters, called, body, line);
    }
}
