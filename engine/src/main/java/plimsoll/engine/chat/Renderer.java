package plimsoll.engine.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.chat.Expression.Filtered;
import plimsoll.engine.chat.Statement.Parameter;
import plimsoll.engine.chat.Statement.Target;
import plimsoll.engine.tokenizer.MarkedText;

/// Runs statements. One rendering, one thread.
final class Renderer {
    /// What a statement means for the loop around it.
    private enum Flow {
        ON,
        NEXT,
        OUT
    }

    private final Limits limits = new Limits();
    private final Evaluator evaluator = new Evaluator(limits);

    MarkedText render(List<Statement> statements, Scope scope) throws TemplateRefused {
        var out = new MarkedText.Builder();
        run(statements, scope, out);
        return out.build();
    }

    private Flow run(List<Statement> statements, Scope scope, MarkedText.Builder out) throws TemplateRefused {
        for (var statement : statements) {
            var flow = run(statement, scope, out);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow run(Statement statement, Scope scope, MarkedText.Builder out) throws TemplateRefused {
        limits.enter(statement.line());
        var flow = Flow.ON;
        switch (statement) {
            case Statement.Raw(var text, int line) -> write(Marked.own(text), out, line);
            case Statement.Print(var value, int line) ->
                write(Printed.text(evaluator.evaluate(value, scope), limits, line), out, line);
            case Statement.If branches -> flow = branch(branches, scope, out);
            case Statement.For loop -> flow = loop(loop, evaluator.evaluate(loop.items(), scope), 0, scope, out);
            case Statement.Set set -> set(set, scope);
            case Statement.SetBlock(var target, var filters, var body, int line) ->
                assign(target, filtered(filters, body, scope), scope, line);
            case Statement.Macro macro ->
                scope.set(macro.name(), macro(macro.name(), macro.parameters(), macro.body(), scope));
            case Statement.CallBlock block -> callBlock(block, scope, out);
            case Statement.FilterBlock(var filters, var body, int line) ->
                write(Printed.text(filtered(filters, body, scope), limits, line), out, line);
            case Statement.Plain(var body, int _) -> flow = run(body, scope, out);
            case Statement.Break _ -> flow = Flow.OUT;
            case Statement.Continue _ -> flow = Flow.NEXT;
        }
        limits.leave();
        return flow;
    }

    private void write(MarkedText text, MarkedText.Builder out, int line) throws TemplateRefused {
        limits.making((long) out.length() + text.text().length(), line);
        // Only what was added is work; the sum is checked against the limit of one text.
        limits.make(-out.length(), line);
        Marked.append(out, text);
    }

    private Flow branch(Statement.If branches, Scope scope, MarkedText.Builder out) throws TemplateRefused {
        for (var branch : branches.branches()) {
            if (branch.condition().isEmpty()
                    || evaluator.evaluate(branch.condition().get(), scope).isTrue()) {
                return run(branch.body(), scope, out);
            }
        }
        return Flow.ON;
    }

    private Flow loop(Statement.For loop, Value over, int depth, Scope scope, MarkedText.Builder out)
            throws TemplateRefused {
        var items = kept(loop, List.copyOf(Filters.elements(over, loop.line())), scope);
        limits.make(items.size(), loop.line());
        for (int i = 0; i < items.size(); i++) {
            limits.step(loop.line());
            var inner = new Scope(scope);
            unpack(loop, items.get(i), inner);
            inner.set("loop", state(items, i, depth));
            if (loop.recursive()) {
                inner.set(Evaluator.LOOP, new Value.Function("loop", (given, line) -> {
                    var deeper = new MarkedText.Builder();
                    loop(loop, given.need(0, "iterable", line), depth + 1, scope, deeper);
                    return limits.made(deeper.build(), line);
                }));
            }
            if (run(loop.body(), inner, out) == Flow.OUT) {
                break;
            }
        }
        return items.isEmpty() ? run(loop.otherwise(), scope, out) : Flow.ON;
    }

    private List<Value> kept(Statement.For loop, List<Value> items, Scope scope) throws TemplateRefused {
        if (loop.filter().isEmpty()) {
            return items;
        }
        var kept = new ArrayList<Value>();
        for (var item : items) {
            var inner = new Scope(scope);
            unpack(loop, item, inner);
            if (evaluator.evaluate(loop.filter().get(), inner).isTrue()) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static void unpack(Statement.For loop, Value item, Scope scope) throws TemplateRefused {
        var names = loop.names();
        if (names.size() == 1) {
            scope.set(names.getFirst(), item);
            return;
        }
        if (!(item instanceof Value.Items(var values)) || values.size() != names.size()) {
            throw new TemplateRefused(
                    "%s for the %d names of a loop".formatted(item.kind(), names.size()), loop.line());
        }
        for (int i = 0; i < names.size(); i++) {
            scope.set(names.get(i), values.get(i));
        }
    }

    private static Value state(List<Value> items, int i, int depth) {
        int size = items.size();
        var state = new LinkedHashMap<String, Value>();
        state.put("index", new Value.Whole(i + 1L));
        state.put("index0", new Value.Whole(i));
        state.put("revindex", new Value.Whole(size - i));
        state.put("revindex0", new Value.Whole(size - i - 1L));
        state.put("first", new Value.Truth(i == 0));
        state.put("last", new Value.Truth(i == size - 1));
        state.put("length", new Value.Whole(size));
        state.put("depth", new Value.Whole(depth + 1L));
        state.put("depth0", new Value.Whole(depth));
        state.put("previtem", i > 0 ? items.get(i - 1) : new Value.Undefined());
        state.put("nextitem", i + 1 < size ? items.get(i + 1) : new Value.Undefined());
        state.put("cycle", new Value.Function("cycle", (given, line) -> {
            if (given.values().isEmpty()) {
                throw new TemplateRefused("a cycle of nothing", line);
            }
            return given.values().get(i % given.values().size());
        }));
        return new Value.Members(state);
    }

    private void set(Statement.Set set, Scope scope) throws TemplateRefused {
        var value = evaluator.evaluate(set.value(), scope);
        var targets = set.targets();
        if (targets.size() == 1) {
            assign(targets.getFirst(), value, scope, set.line());
            return;
        }
        if (!(value instanceof Value.Items(var values)) || values.size() != targets.size()) {
            throw new TemplateRefused("%s for %d names".formatted(value.kind(), targets.size()), set.line());
        }
        for (int i = 0; i < targets.size(); i++) {
            assign(targets.get(i), values.get(i), scope, set.line());
        }
    }

    private static void assign(Target target, Value value, Scope scope, int line) throws TemplateRefused {
        if (target.attribute().isEmpty()) {
            scope.set(target.name(), value);
        } else if (scope.get(target.name()) instanceof Value.Namespace(var values)) {
            values.put(target.attribute().get(), value);
        } else {
            throw new TemplateRefused("%s is no namespace to set an attribute of".formatted(target.name()), line);
        }
    }

    private Value filtered(List<Filtered> filters, List<Statement> body, Scope scope) throws TemplateRefused {
        var out = new MarkedText.Builder();
        run(body, new Scope(scope), out);
        Value value = new Value.Text(out.build());
        for (var filter : filters) {
            value = evaluator.filtered(filter, value, scope);
        }
        return value;
    }

    private Value.Function macro(String name, List<Parameter> parameters, List<Statement> body, Scope defined) {
        return new Value.Function(name, (given, line) -> {
            var scope = new Scope(defined);
            for (int i = 0; i < parameters.size(); i++) {
                var parameter = parameters.get(i);
                var value = given.get(i, parameter.name());
                scope.set(parameter.name(), value.isPresent() ? value.get() : otherwise(parameter, scope));
            }
            Optional.ofNullable(given.named().get("caller")).ifPresent(caller -> scope.set("caller", caller));
            var out = new MarkedText.Builder();
            run(body, scope, out);
            return limits.made(out.build(), line);
        });
    }

    private Value otherwise(Parameter parameter, Scope scope) throws TemplateRefused {
        return parameter.otherwise().isPresent()
                ? evaluator.evaluate(parameter.otherwise().get(), scope)
                : new Value.Undefined();
    }

    private void callBlock(Statement.CallBlock block, Scope scope, MarkedText.Builder out) throws TemplateRefused {
        var given = evaluator.arguments(block.call().given(), scope);
        var named = new LinkedHashMap<>(given.named());
        named.put("caller", macro("caller", block.parameters(), block.body(), scope));
        var value = evaluator.call(block.call(), new Arguments(given.values(), named), scope);
        write(Printed.text(value, limits, block.line()), out, block.line());
    }
}
