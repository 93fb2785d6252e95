package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Arithmetic and comparison, as Python has them.
final class Operators {
    private static final int MAX_DEPTH = 100;

    private Operators() {}

    static Value apply(String operator, Value left, Value right, Limits limits, int line) throws TemplateRefused {
        return switch (operator) {
            case "==" -> new Value.Truth(equal(left, right, limits, 0, line));
            case "!=" -> new Value.Truth(!equal(left, right, limits, 0, line));
            case "in" -> new Value.Truth(contains(right, left, limits, line));
            case "not in" -> new Value.Truth(!contains(right, left, limits, line));
            case "~" -> joined(left, right, limits, line);
            case "<" -> new Value.Truth(compare(left, right, line) < 0);
            case "<=" -> new Value.Truth(compare(left, right, line) <= 0);
            case ">" -> new Value.Truth(compare(left, right, line) > 0);
            case ">=" -> new Value.Truth(compare(left, right, line) >= 0);
            case "+" -> plus(left, right, limits, line);
            case "*" ->
                left instanceof Value.Text text && right instanceof Value.Whole(var times)
                        ? repeated(text, times, limits, line)
                        : arithmetic(operator, left, right, line);
            default -> arithmetic(operator, left, right, line);
        };
    }

    private static Value joined(Value left, Value right, Limits limits, int line) throws TemplateRefused {
        return limits.made(
                Marked.concat(List.of(Printed.text(left, limits, line), Printed.text(right, limits, line))), line);
    }

    private static Value plus(Value left, Value right, Limits limits, int line) throws TemplateRefused {
        if (left instanceof Value.Items(var first) && right instanceof Value.Items(var second)) {
            limits.make(first.size() + second.size(), line);
            var all = new ArrayList<>(first);
            all.addAll(second);
            return new Value.Items(all);
        }
        boolean text = left instanceof Value.Text || right instanceof Value.Text;
        if (text && isPlain(left) && isPlain(right)) {
            return joined(left, right, limits, line);
        }
        return arithmetic("+", left, right, line);
    }

    private static boolean isPlain(Value value) {
        return switch (value) {
            case Value.Text _, Value.Whole _, Value.Real _, Value.Truth _ -> true;
            case Value.None _, Value.Undefined _, Value.Items _, Value.Members _, Value.Namespace _, Value.Function _ ->
                false;
        };
    }

    private static Value repeated(Value.Text text, long times, Limits limits, int line) throws TemplateRefused {
        long count = Math.max(0, times);
        limits.making(
                Math.multiplyHigh(count, text.plain().length()) != 0
                        ? Long.MAX_VALUE
                        : count * text.plain().length(),
                line);
        limits.make(count, line);
        var parts = new ArrayList<plimsoll.engine.tokenizer.MarkedText>();
        for (long i = 0; i < count; i++) {
            parts.add(text.marked());
        }
        return new Value.Text(Marked.concat(parts));
    }

    private static Value arithmetic(String operator, Value left, Value right, int line) throws TemplateRefused {
        if (!isNumber(left) || !isNumber(right)) {
            throw new TemplateRefused(
                    "the operator %s between %s and %s".formatted(operator, left.kind(), right.kind()), line);
        }
        try {
            return left instanceof Value.Real || right instanceof Value.Real || operator.equals("/")
                    ? new Value.Real(reals(operator, real(left), real(right)))
                    : wholes(operator, whole(left), whole(right));
        } catch (ArithmeticException impossible) {
            throw new TemplateRefused(
                    "%s %s %s: %s".formatted(real(left), operator, real(right), impossible.getMessage()), line);
        }
    }

    private static double reals(String operator, double left, double right) {
        if (right == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw new ArithmeticException("division by zero");
        }
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            case "//" -> Math.floor(left / right);
            case "%" -> left - right * Math.floor(left / right);
            case "**" -> Math.pow(left, right);
            default -> throw new ArithmeticException("no such operator");
        };
    }

    private static Value wholes(String operator, long left, long right) {
        return switch (operator) {
            case "+" -> new Value.Whole(Math.addExact(left, right));
            case "-" -> new Value.Whole(Math.subtractExact(left, right));
            case "*" -> new Value.Whole(Math.multiplyExact(left, right));
            case "//" -> new Value.Whole(Math.floorDivExact(left, right));
            case "%" -> new Value.Whole(Math.floorMod(left, right));
            case "**" -> power(left, right);
            default -> throw new ArithmeticException("no such operator");
        };
    }

    private static Value power(long left, long right) {
        double result = Math.pow((double) left, (double) right);
        // Beyond this a double no longer holds each whole number.
        return right < 0 || Math.abs(result) > 1L << 53 ? new Value.Real(result) : new Value.Whole((long) result);
    }

    static boolean isNumber(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Real || value instanceof Value.Truth;
    }

    private static long whole(Value value) {
        return switch (value) {
            case Value.Whole(var number) -> number;
            case Value.Truth(var truth) -> truth ? 1 : 0;
            case Value other -> throw new IllegalArgumentException(other.kind());
        };
    }

    static double real(Value value) {
        return value instanceof Value.Real(var number) ? number : whole(value);
    }

    /// Below zero, zero or above it, for two numbers or two strings.
    static int compare(Value left, Value right, int line) throws TemplateRefused {
        if (left instanceof Value.Whole(var first) && right instanceof Value.Whole(var second)) {
            return Long.compare(first, second);
        }
        if (isNumber(left) && isNumber(right)) {
            return Double.compare(real(left), real(right));
        }
        if (left instanceof Value.Text first && right instanceof Value.Text second) {
            return first.plain().compareTo(second.plain());
        }
        throw new TemplateRefused("%s and %s have no order".formatted(left.kind(), right.kind()), line);
    }

    static boolean equal(Value left, Value right, Limits limits, int depth, int line) throws TemplateRefused {
        limits.step(line);
        if (depth > MAX_DEPTH) {
            throw new TemplateRefused("a value nested deeper than %d".formatted(MAX_DEPTH), line);
        }
        if (isNumber(left) && isNumber(right)) {
            return real(left) == real(right);
        }
        return switch (left) {
            case Value.Text first ->
                right instanceof Value.Text second && first.plain().equals(second.plain());
            case Value.None _ -> right instanceof Value.None;
            case Value.Undefined _ -> right instanceof Value.Undefined;
            case Value.Items(var first) ->
                right instanceof Value.Items(var second) && equal(first, second, limits, depth, line);
            case Value.Members(var first) ->
                right instanceof Value.Members(var second) && equal(first, second, limits, depth, line);
            case Value.Whole _, Value.Real _, Value.Truth _, Value.Namespace _, Value.Function _ -> false;
        };
    }

    private static boolean equal(List<Value> left, List<Value> right, Limits limits, int depth, int line)
            throws TemplateRefused {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i), limits, depth + 1, line)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Map<String, Value> left, Map<String, Value> right, Limits limits, int depth, int line)
            throws TemplateRefused {
        if (!left.keySet().equals(right.keySet())) {
            return false;
        }
        for (var entry : left.entrySet()) {
            var other = right.getOrDefault(entry.getKey(), new Value.Undefined());
            if (!equal(entry.getValue(), other, limits, depth + 1, line)) {
                return false;
            }
        }
        return true;
    }

    static boolean contains(Value whole, Value part, Limits limits, int line) throws TemplateRefused {
        return switch (whole) {
            case Value.Text text
            when part instanceof Value.Text inner -> text.plain().contains(inner.plain());
            case Value.Items(var values) -> {
                for (var value : values) {
                    if (equal(value, part, limits, 0, line)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Value.Members(var values) -> part instanceof Value.Text key && values.containsKey(key.plain());
            case Value.Namespace(var values) -> part instanceof Value.Text key && values.containsKey(key.plain());
            case Value.Undefined _ -> false;
            case Value.Text _, Value.Whole _, Value.Real _, Value.Truth _, Value.None _, Value.Function _ ->
                throw new TemplateRefused("%s cannot be in %s".formatted(part.kind(), whole.kind()), line);
        };
    }
}
