package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.engine.chat.Expression.Attribute;
import plimsoll.engine.chat.Expression.Called;
import plimsoll.engine.chat.Expression.Chain;
import plimsoll.engine.chat.Expression.Choice;
import plimsoll.engine.chat.Expression.Element;
import plimsoll.engine.chat.Expression.Filtered;
import plimsoll.engine.chat.Expression.Given;
import plimsoll.engine.chat.Expression.ListOf;
import plimsoll.engine.chat.Expression.Literal;
import plimsoll.engine.chat.Expression.MapOf;
import plimsoll.engine.chat.Expression.Name;
import plimsoll.engine.chat.Expression.Negative;
import plimsoll.engine.chat.Expression.Not;
import plimsoll.engine.chat.Expression.Slice;
import plimsoll.engine.chat.Expression.Tested;

/// Works out expressions.
final class Evaluator {
    /// Where a recursive loop keeps itself; no name can be written so.
    static final String LOOP = "loop()";

    private final Limits limits;
    private final Methods methods;
    private final ValueTests tests;
    private final Filters filters;

    Evaluator(Limits limits) {
        this.limits = limits;
        methods = new Methods(limits);
        tests = new ValueTests(limits);
        filters = new Filters(limits, methods, tests);
    }

    Value evaluate(Expression expression, Scope scope) throws TemplateRefused {
        limits.enter(expression.line());
        var value = switch (expression) {
            case Literal(var literal, int _) -> literal;
            case Name(var name, int _) -> scope.get(name);
            case ListOf(var items, int _) -> Value.items(all(items, scope));
            case MapOf map -> map(map, scope);
            case Chain chain -> chain(chain, scope);
            case Not(var operand, int _) ->
                new Value.Truth(!evaluate(operand, scope).isTrue());
            case Negative negative -> negative(negative, scope);
            case Choice choice -> choice(choice, scope);
            case Attribute attribute -> attribute(attribute, scope);
            case Element element -> element(element, scope);
            case Slice slice -> slice(slice, scope);
            case Called called -> call(called, arguments(called.given(), scope), scope);
            case Filtered filtered -> filtered(filtered, evaluate(filtered.operand(), scope), scope);
            case Tested tested ->
                new Value.Truth(tests.passes(
                                tested.test(),
                                evaluate(tested.operand(), scope),
                                arguments(tested.given(), scope),
                                tested.line())
                        != tested.negated());
        };
        limits.leave();
        return value;
    }

    Value filtered(Filtered filtered, Value operand, Scope scope) throws TemplateRefused {
        return filters.apply(filtered.filter(), operand, arguments(filtered.given(), scope), filtered.line());
    }

    private List<Value> all(List<Expression> expressions, Scope scope) throws TemplateRefused {
        var values = new ArrayList<Value>(expressions.size());
        for (var expression : expressions) {
            values.add(evaluate(expression, scope));
        }
        return values;
    }

    private Value map(MapOf map, Scope scope) throws TemplateRefused {
        var values = new LinkedHashMap<String, Value>();
        for (var entry : map.entries()) {
            var key = evaluate(entry.key(), scope);
            values.put(Printed.text(key, limits, map.line()).text(), evaluate(entry.value(), scope));
        }
        return new Value.Members(values);
    }

    Arguments arguments(Given given, Scope scope) throws TemplateRefused {
        if (given.values().isEmpty() && given.named().isEmpty()) {
            return Arguments.NONE;
        }
        Map<String, Value> named = new LinkedHashMap<>();
        for (var one : given.named()) {
            named.put(one.name(), evaluate(one.value(), scope));
        }
        return new Arguments(all(given.values(), scope), named);
    }

    private Value chain(Chain chain, Scope scope) throws TemplateRefused {
        var value = evaluate(chain.first(), scope);
        for (var link : chain.links()) {
            value = switch (link.operator()) {
                case "and" -> value.isTrue() ? evaluate(link.operand(), scope) : value;
                case "or" -> value.isTrue() ? value : evaluate(link.operand(), scope);
                default ->
                    Operators.apply(link.operator(), value, evaluate(link.operand(), scope), limits, chain.line());
            };
        }
        return value;
    }

    private Value negative(Negative negative, Scope scope) throws TemplateRefused {
        return Operators.apply("-", new Value.Whole(0), evaluate(negative.operand(), scope), limits, negative.line());
    }

    private Value choice(Choice choice, Scope scope) throws TemplateRefused {
        if (evaluate(choice.condition(), scope).isTrue()) {
            return evaluate(choice.then(), scope);
        }
        return choice.otherwise().isPresent() ? evaluate(choice.otherwise().get(), scope) : new Value.Undefined();
    }

    private Value attribute(Attribute attribute, Scope scope) throws TemplateRefused {
        var owner = evaluate(attribute.owner(), scope);
        return member(owner, attribute.name(), attribute);
    }

    private static Value member(Value owner, String name, Expression where) throws TemplateRefused {
        return switch (owner) {
            case Value.Members(var values) -> values.getOrDefault(name, new Value.Undefined());
            case Value.Namespace(var values) -> values.getOrDefault(name, new Value.Undefined());
            case Value.Undefined _ ->
                throw new TemplateRefused(
                        "%s is undefined and has no attribute %s".formatted(spelling(where), name), where.line());
            case Value.Text _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Truth _,
                    Value.None _,
                    Value.Items _,
                    Value.Function _ -> new Value.Undefined();
        };
    }

    private static String spelling(Expression where) {
        return switch (where) {
            case Attribute(Name(var name, int _), var _, int _) -> name;
            case Attribute(Attribute(var _, var name, int _), var _, int _) -> name;
            case Element(Name(var name, int _), var _, int _) -> name;
            case Expression _ -> "a value";
        };
    }

    private Value element(Element element, Scope scope) throws TemplateRefused {
        var owner = evaluate(element.owner(), scope);
        var key = evaluate(element.key(), scope);
        if (key instanceof Value.Text name) {
            return member(owner, name.plain(), element);
        }
        if (!(key instanceof Value.Whole(var place))) {
            return member(owner, "of that kind", element);
        }
        return switch (owner) {
            case Value.Items(var values) -> {
                long at = place < 0 ? place + values.size() : place;
                yield at >= 0 && at < values.size() ? values.get((int) at) : new Value.Undefined();
            }
            case Value.Text(var text) -> {
                long at = place < 0 ? place + text.text().length() : place;
                yield at >= 0 && at < text.text().length()
                        ? new Value.Text(Marked.slice(text, (int) at, (int) at + 1))
                        : new Value.Undefined();
            }
            case Value other -> member(other, Long.toString(place), element);
        };
    }

    private Value slice(Slice slice, Scope scope) throws TemplateRefused {
        var owner = evaluate(slice.owner(), scope);
        int step = bound(slice.step(), scope, 1, slice.line());
        if (step == 0) {
            throw new TemplateRefused("a slice with step 0", slice.line());
        }
        boolean text = owner instanceof Value.Text;
        if (text && step == 1) {
            return sliceText(((Value.Text) owner), slice, scope);
        }
        var values = Filters.elements(owner, slice.line());
        int size = values.size();
        int from = place(bound(slice.from(), scope, step > 0 ? 0 : size, slice.line()), size, step);
        int to = bound(slice.to(), scope, step > 0 ? size : Integer.MIN_VALUE, slice.line());
        int end = to == Integer.MIN_VALUE ? -1 : place(to, size, step);
        var kept = new ArrayList<Value>();
        for (long i = from; step > 0 ? i < end : i > end; i += step) {
            kept.add(values.get((int) i));
        }
        limits.make(kept.size(), slice.line());
        return text ? methods.joined(new Value.Items(kept), Marked.EMPTY, slice.line()) : new Value.Items(kept);
    }

    private Value sliceText(Value.Text text, Slice slice, Scope scope) throws TemplateRefused {
        int size = text.plain().length();
        int from = place(bound(slice.from(), scope, 0, slice.line()), size, 1);
        int to = place(bound(slice.to(), scope, size, slice.line()), size, 1);
        return limits.made(Marked.slice(text.marked(), from, Math.max(from, to)), slice.line());
    }

    private int bound(Optional<Expression> bound, Scope scope, int otherwise, int line) throws TemplateRefused {
        if (bound.isEmpty()) {
            return otherwise;
        }
        return switch (evaluate(bound.get(), scope)) {
            case Value.Whole(var number) -> Math.clamp(number, -Integer.MAX_VALUE, Integer.MAX_VALUE);
            case Value.None _ -> otherwise;
            case Value other -> throw new TemplateRefused(other.kind() + " as a bound of a slice", line);
        };
    }

    // Negative places count from the end; those beyond an end are the end.
    private static int place(int bound, int size, int step) {
        long at = bound < 0 ? (long) bound + size : bound;
        return Math.clamp(at, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
    }

    Value call(Called called, Arguments given, Scope scope) throws TemplateRefused {
        int line = called.line();
        if (called.function() instanceof Attribute(var ownerOf, var name, int _)) {
            var owner = evaluate(ownerOf, scope);
            var answer = methods.call(owner, name, given, line);
            return answer.isPresent() ? answer.get() : call(member(owner, name, called.function()), name, given, line);
        }
        if (called.function() instanceof Name(var name, int _)) {
            return call(scope.get(name.equals("loop") ? LOOP : name), name, given, line);
        }
        return call(evaluate(called.function(), scope), "a value", given, line);
    }

    private Value call(Value function, String name, Arguments given, int line) throws TemplateRefused {
        if (!(function instanceof Value.Function(var _, var body))) {
            throw new TemplateRefused("%s is %s and cannot be called".formatted(name, function.kind()), line);
        }
        limits.call(line);
        var value = body.call(given, line);
        limits.comeBack();
        return value;
    }
}
