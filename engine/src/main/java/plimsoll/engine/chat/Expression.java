package plimsoll.engine.chat;

import java.util.List;
import java.util.Optional;

/// What has a value. Chains of operators are lists and not trees, so that a long one is not a deep one.
sealed interface Expression {
    int line();

    record Literal(Value value, int line) implements Expression {}

    record Name(String name, int line) implements Expression {}

    record ListOf(List<Expression> items, int line) implements Expression {}

    record MapOf(List<Entry> entries, int line) implements Expression {}

    record Entry(Expression key, Expression value) {}

    /// `a + b - c`, one after the other; of `and` and `or` until the answer is clear.
    record Chain(Expression first, List<Link> links, int line) implements Expression {}

    record Link(String operator, Expression operand) {}

    record Not(Expression operand, int line) implements Expression {}

    record Negative(Expression operand, int line) implements Expression {}

    record Choice(Expression then, Expression condition, Optional<Expression> otherwise, int line)
            implements Expression {}

    record Attribute(Expression owner, String name, int line) implements Expression {}

    record Element(Expression owner, Expression key, int line) implements Expression {}

    record Slice(
            Expression owner, Optional<Expression> from, Optional<Expression> to, Optional<Expression> step, int line)
            implements Expression {}

    record Called(Expression function, Given given, int line) implements Expression {}

    record Filtered(Expression operand, String filter, Given given, int line) implements Expression {}

    record Tested(Expression operand, String test, Given given, boolean negated, int line) implements Expression {}

    /// Arguments as they are written.
    record Given(List<Expression> values, List<Named> named) {
        static final Given NOTHING = new Given(List.of(), List.of());
    }

    record Named(String name, Expression value) {}
}
