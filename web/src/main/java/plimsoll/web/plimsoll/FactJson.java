package plimsoll.web.plimsoll;

import java.util.List;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Value;

/// A fact as clients read it.
///
/// @param value a truth value, a text, a list of words, or two numbers that it lies between
record FactJson(String name, Object value, String unit, String kind, String source, String evidence, String at) {
    static FactJson of(Fact fact) {
        return new FactJson(
                fact.name().word(),
                value(fact.value()),
                fact.name().unit(),
                fact.kind().word(),
                fact.source(),
                fact.evidence(),
                fact.at().toString());
    }

    static Object value(Value value) {
        return switch (value) {
            case Value.Span(var low, var high) -> List.of(low, high);
            case Value.Truth(var holds) -> holds;
            case Value.Words(var words) -> words;
            case Value.Text(var text) -> text;
        };
    }
}
