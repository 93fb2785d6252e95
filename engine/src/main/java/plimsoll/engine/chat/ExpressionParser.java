package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.engine.chat.Expression.Attribute;
import plimsoll.engine.chat.Expression.Called;
import plimsoll.engine.chat.Expression.Chain;
import plimsoll.engine.chat.Expression.Choice;
import plimsoll.engine.chat.Expression.Element;
import plimsoll.engine.chat.Expression.Entry;
import plimsoll.engine.chat.Expression.Filtered;
import plimsoll.engine.chat.Expression.Given;
import plimsoll.engine.chat.Expression.Link;
import plimsoll.engine.chat.Expression.ListOf;
import plimsoll.engine.chat.Expression.Literal;
import plimsoll.engine.chat.Expression.MapOf;
import plimsoll.engine.chat.Expression.Name;
import plimsoll.engine.chat.Expression.Named;
import plimsoll.engine.chat.Expression.Negative;
import plimsoll.engine.chat.Expression.Not;
import plimsoll.engine.chat.Expression.Slice;
import plimsoll.engine.chat.Expression.Tested;
import plimsoll.engine.chat.Lexeme.Kind;

/// Reads expressions, the loosest operator first.
final class ExpressionParser {
    /// Brackets in brackets, and the like.
    private static final int MAX_DEPTH = 60;

    /// Attributes, calls and filters one after the other.
    private static final int MAX_TAIL = 100;

    /// Loosest first. What is not here is tighter: `not` stands between the second and the third.
    private static final List<Set<String>> OPERATORS = List.of(
            Set.of("or"),
            Set.of("and"),
            Set.of("==", "!=", "<", "<=", ">", ">=", "in", "not in"),
            Set.of("+", "-"),
            Set.of("~"),
            Set.of("*", "/", "//", "%"),
            Set.of("**"));

    private static final int FIRST_AFTER_NOT = 2;

    private final Words words;
    private int depth;

    ExpressionParser(Words words) {
        this.words = words;
    }

    Expression expression() throws TemplateRefused {
        enter();
        var value = chain(0);
        while (words.peek().isName("if")) {
            int line = words.next().line();
            var condition = chain(0);
            var otherwise = words.skipName("else") ? Optional.of(expression()) : Optional.<Expression>empty();
            value = new Choice(value, condition, otherwise, line);
            if (otherwise.isPresent()) {
                break;
            }
        }
        depth--;
        return value;
    }

    /// An expression that an `if` behind it does not belong to.
    Expression withoutChoice() throws TemplateRefused {
        return chain(0);
    }

    private void enter() throws TemplateRefused {
        if (++depth > MAX_DEPTH) {
            throw new TemplateRefused("an expression nested deeper than %d".formatted(MAX_DEPTH), words.line());
        }
    }

    private Expression chain(int level) throws TemplateRefused {
        if (level == OPERATORS.size()) {
            return unary();
        }
        if (level == FIRST_AFTER_NOT && words.peek().isName("not")) {
            int line = words.next().line();
            enter();
            var negated = new Not(chain(level), line);
            depth--;
            return negated;
        }
        int line = words.line();
        var first = chain(level + 1);
        var links = new ArrayList<Link>();
        for (var operator = operator(level); operator.isPresent(); operator = operator(level)) {
            links.add(new Link(operator.get(), chain(level + 1)));
        }
        return links.isEmpty() ? first : new Chain(first, List.copyOf(links), line);
    }

    // Takes the operator off the words when there is one of this level.
    private Optional<String> operator(int level) {
        var next = words.peek();
        var text = next.isName("not") && words.peekSecond().isName("in") ? "not in" : next.text();
        boolean found = (next.kind() == Kind.SIGN || next.kind() == Kind.NAME)
                && OPERATORS.get(level).contains(text);
        if (found) {
            words.next();
            if (text.equals("not in")) {
                words.next();
            }
        }
        return found ? Optional.of(text) : Optional.empty();
    }

    private Expression unary() throws TemplateRefused {
        int line = words.line();
        if (words.skip("-")) {
            enter();
            var negative = new Negative(tail(unaryWithoutFilter()), line);
            depth--;
            return filters(negative);
        }
        if (words.skip("+")) {
            enter();
            var same = unary();
            depth--;
            return same;
        }
        return filters(tail(primary()));
    }

    private Expression unaryWithoutFilter() throws TemplateRefused {
        int line = words.line();
        if (!words.skip("-")) {
            return primary();
        }
        enter();
        var negative = new Negative(tail(unaryWithoutFilter()), line);
        depth--;
        return negative;
    }

    private Expression primary() throws TemplateRefused {
        var next = words.next();
        return switch (next.kind()) {
            case STRING -> strings(next);
            case WHOLE -> whole(next);
            case REAL -> new Literal(new Value.Real(Double.parseDouble(next.text())), next.line());
            case NAME -> name(next);
            case SIGN -> bracket(next);
            case RAW, TAG, TAG_END, PRINT, PRINT_END, END ->
                throw new TemplateRefused(
                        "\"%s\" where a value was expected".formatted(Words.shown(next.text())), next.line());
        };
    }

    // Strings side by side are one, as in Python.
    private Expression strings(Lexeme first) {
        var text = new StringBuilder(first.text());
        while (words.peek().kind() == Kind.STRING) {
            text.append(words.next().text());
        }
        return new Literal(Value.own(text.toString()), first.line());
    }

    private static Expression whole(Lexeme lexeme) throws TemplateRefused {
        try {
            return new Literal(new Value.Whole(Long.parseLong(lexeme.text())), lexeme.line());
        } catch (NumberFormatException tooLong) {
            throw new TemplateRefused(
                    "the number %s is too large".formatted(Words.shown(lexeme.text())), lexeme.line());
        }
    }

    private static Expression name(Lexeme lexeme) {
        return switch (lexeme.text()) {
            case "true", "True" -> new Literal(new Value.Truth(true), lexeme.line());
            case "false", "False" -> new Literal(new Value.Truth(false), lexeme.line());
            case "none", "None", "null" -> new Literal(new Value.None(), lexeme.line());
            default -> new Name(lexeme.text(), lexeme.line());
        };
    }

    private Expression bracket(Lexeme lexeme) throws TemplateRefused {
        return switch (lexeme.text()) {
            case "(" -> parenthesis(lexeme.line());
            case "[" -> new ListOf(list("]"), lexeme.line());
            case "{" -> map(lexeme.line());
            default ->
                throw new TemplateRefused("\"%s\" where a value was expected".formatted(lexeme.text()), lexeme.line());
        };
    }

    // In brackets, or a tuple, which is a list here.
    private Expression parenthesis(int line) throws TemplateRefused {
        if (words.skip(")")) {
            return new ListOf(List.of(), line);
        }
        var first = expression();
        if (!words.skip(",")) {
            words.expect(")");
            return first;
        }
        var items = new ArrayList<Expression>();
        items.add(first);
        items.addAll(list(")"));
        return new ListOf(List.copyOf(items), line);
    }

    private List<Expression> list(String end) throws TemplateRefused {
        var items = new ArrayList<Expression>();
        while (!words.skip(end)) {
            items.add(expression());
            if (!words.skip(",")) {
                words.expect(end);
                break;
            }
        }
        return List.copyOf(items);
    }

    private Expression map(int line) throws TemplateRefused {
        var entries = new ArrayList<Entry>();
        while (!words.skip("}")) {
            var key = expression();
            words.expect(":");
            entries.add(new Entry(key, expression()));
            if (!words.skip(",")) {
                words.expect("}");
                break;
            }
        }
        return new MapOf(List.copyOf(entries), line);
    }

    private Expression tail(Expression head) throws TemplateRefused {
        var value = head;
        for (int length = 0; ; length++) {
            int line = words.line();
            if (length > MAX_TAIL) {
                throw new TemplateRefused("more than %d attributes one after the other".formatted(MAX_TAIL), line);
            }
            if (words.skip(".")) {
                value = words.peek().kind() == Kind.WHOLE
                        ? new Element(value, whole(words.next()), line)
                        : new Attribute(value, words.name(), line);
            } else if (words.skip("[")) {
                value = subscript(value, line);
            } else if (words.peek().is("(")) {
                value = new Called(value, given(), line);
            } else {
                return value;
            }
        }
    }

    private Expression subscript(Expression owner, int line) throws TemplateRefused {
        var from = words.peek().is(":") ? Optional.<Expression>empty() : Optional.of(expression());
        if (words.skip("]")) {
            return new Element(owner, from.orElseThrow(), line);
        }
        words.expect(":");
        var to = sliceEnd();
        var step = words.skip(":") ? sliceEnd() : Optional.<Expression>empty();
        words.expect("]");
        return new Slice(owner, from, to, step, line);
    }

    private Optional<Expression> sliceEnd() throws TemplateRefused {
        return words.peek().is(":") || words.peek().is("]") ? Optional.empty() : Optional.of(expression());
    }

    Given given() throws TemplateRefused {
        words.expect("(");
        var values = new ArrayList<Expression>();
        var named = new ArrayList<Named>();
        while (!words.skip(")")) {
            if (words.peek().kind() == Kind.NAME && words.peekSecond().is("=")) {
                var name = words.name();
                words.next();
                named.add(new Named(name, expression()));
            } else {
                values.add(expression());
            }
            if (!words.skip(",")) {
                words.expect(")");
                break;
            }
        }
        return new Given(List.copyOf(values), List.copyOf(named));
    }

    private Expression filters(Expression head) throws TemplateRefused {
        var value = head;
        for (int length = 0; ; length++) {
            int line = words.line();
            if (length > MAX_TAIL) {
                throw new TemplateRefused("more than %d filters one after the other".formatted(MAX_TAIL), line);
            }
            if (words.skip("|")) {
                value = filter(value, line);
            } else if (words.skipName("is")) {
                boolean negated = words.skipName("not");
                value = new Tested(value, words.name(), testGiven(), negated, line);
            } else if (length > 0
                    && (words.peek().is(".")
                            || words.peek().is("[")
                            || words.peek().is("("))) {
                value = tail(value);
            } else {
                return value;
            }
        }
    }

    Filtered filter(Expression operand, int line) throws TemplateRefused {
        var name = words.name();
        return new Filtered(operand, name, words.peek().is("(") ? given() : Given.NOTHING, line);
    }

    // A test takes one argument without brackets: x is equalto 3
    private Given testGiven() throws TemplateRefused {
        if (words.peek().is("(")) {
            return given();
        }
        return switch (words.peek().kind()) {
            case STRING, WHOLE, REAL -> new Given(List.of(tail(primary())), List.of());
            case NAME -> {
                boolean operator = Set.of("and", "or", "if", "else", "not", "in", "is", "recursive")
                        .contains(words.peek().text());
                yield operator ? Given.NOTHING : new Given(List.of(tail(primary())), List.of());
            }
            case RAW, TAG, TAG_END, PRINT, PRINT_END, SIGN, END -> Given.NOTHING;
        };
    }
}
