package plimsoll.domain.line;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.line.Value.Text;
import plimsoll.domain.line.Value.Truth;

/// What somebody wrote for a fact: a number or two that it lies between, `true` or `false`, words or a list of them.
public final class Declaration {
    /// As many words as anybody reads of one fact.
    public static final int MAX_WORDS = 100;
    /// The longest of them: a sentence or two.
    public static final int MAX_CHARACTERS = 500;

    /// The longest text, some pages.
    public static final int MAX_TEXT_CHARACTERS = 8_000;
    /// The form of a text that is a day.
    static final String DAY = "date";

    private Declaration() {}

    /// The value that `written` stands for; empty when it is none of this fact's kind.
    ///
    /// @param written a text, number, truth value or list, as a reader of YAML or JSON gives it
    public static Optional<Value> read(FactName name, Object written) {
        return switch (name.type()) {
            case NUMBER -> number(written);
            case TRUTH -> written instanceof Boolean holds ? Optional.of(new Truth(holds)) : Optional.empty();
            case WORDS -> words(written instanceof List<?> list ? list : List.of(written));
            case TEXT -> text(name, written);
        };
    }

    /// What may be written for a fact, in words for whoever wrote something else.
    public static String wanted(FactName name) {
        return switch (name.type()) {
            case NUMBER -> "a number, as 3.8e25, or two that it lies between, as [3e25, 4e25]";
            case TRUTH -> "true or false";
            case TEXT ->
                isDay(name)
                        ? "a day, as 2026-01-31"
                        : "a text of at most %,d characters".formatted(MAX_TEXT_CHARACTERS);
            case WORDS -> "a text or a list of at most %d texts".formatted(MAX_WORDS);
        };
    }

    /// Whether a fact is a day.
    public static boolean isDay(FactName name) {
        return name.unit().equals(DAY);
    }

    // Readers of YAML take a day for one.
    private static Optional<Value> text(FactName name, Object written) {
        var text = written instanceof String || written instanceof LocalDate
                ? written.toString().strip()
                : "";
        if (text.isEmpty() || text.length() > MAX_TEXT_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Text(isDay(name) ? LocalDate.parse(text).toString() : text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Value> number(Object written) {
        if (written instanceof List<?> both && both.size() == 2) {
            return single(both.getFirst()).flatMap(low -> single(both.getLast()).flatMap(high -> span(low, high)));
        }
        return single(written).flatMap(exact -> span(exact, exact));
    }

    private static Optional<Double> single(Object written) {
        try {
            return written instanceof Number || written instanceof String
                    ? Optional.of(Double.parseDouble(written.toString()))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Value> span(double low, double high) {
        return low >= 0 && high >= low && high < Double.POSITIVE_INFINITY
                ? Optional.of(new Span(low, high))
                : Optional.empty();
    }

    private static Optional<Value> words(List<?> written) {
        boolean fit = written.size() <= MAX_WORDS
                && written.stream()
                        .allMatch(each ->
                                each instanceof String text && !text.isBlank() && text.length() <= MAX_CHARACTERS);
        return fit
                ? Optional.of(Value.of(
                        written.stream().map(each -> each.toString().strip()).toList()))
                : Optional.empty();
    }
}
