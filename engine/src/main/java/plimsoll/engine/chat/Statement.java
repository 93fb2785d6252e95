package plimsoll.engine.chat;

import java.util.List;
import java.util.Optional;

/// What a template does.
sealed interface Statement {
    int line();

    record Raw(String text, int line) implements Statement {}

    record Print(Expression value, int line) implements Statement {}

    /// Branches in order; the last may be without condition.
    record If(List<Branch> branches, int line) implements Statement {}

    record Branch(Optional<Expression> condition, List<Statement> body) {}

    record For(
            List<String> names,
            Expression items,
            Optional<Expression> filter,
            List<Statement> body,
            List<Statement> otherwise,
            boolean recursive,
            int line)
            implements Statement {}

    record Set(List<Target> targets, Expression value, int line) implements Statement {}

    /// A name, or an attribute of a namespace.
    record Target(String name, Optional<String> attribute) {}

    record SetBlock(Target target, List<Expression.Filtered> filters, List<Statement> body, int line)
            implements Statement {}

    record Macro(String name, List<Parameter> parameters, List<Statement> body, int line) implements Statement {}

    record Parameter(String name, Optional<Expression> otherwise) {}

    /// A macro is called with a body that it can print with `caller()`.
    record CallBlock(List<Parameter> parameters, Expression.Called call, List<Statement> body, int line)
            implements Statement {}

    record FilterBlock(List<Expression.Filtered> filters, List<Statement> body, int line) implements Statement {}

    /// What is only rendered: the marks of what a model said, for training.
    record Plain(List<Statement> body, int line) implements Statement {}

    record Break(int line) implements Statement {}

    record Continue(int line) implements Statement {}
}
