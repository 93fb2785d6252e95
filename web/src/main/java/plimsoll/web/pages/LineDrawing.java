package plimsoll.web.pages;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.line.Declaration;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.Line.Reason;
import plimsoll.domain.line.Value;
import plimsoll.domain.release.FileRules;
import plimsoll.hub.line.DrawLine;
import plimsoll.hub.line.PackShelf;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.pages.view.LinePage;
import plimsoll.web.pages.view.ReleasePage;

/// Draws the line on a page, as it is or as it would be: the query's `with` is a pack that counts besides, its
/// `fact` one that has the value in `value`.
final class LineDrawing {
    private final DrawLine draw;
    private final PackShelf shelf;

    LineDrawing(DrawLine draw, PackShelf shelf) {
        this.draw = draw;
        this.shelf = shelf;
    }

    /// What is asked for instead of what is.
    ///
    /// @param pack a pack's id; empty text for none
    /// @param fact the fact that is otherwise
    /// @param written its value as somebody wrote it
    private record Asked(String pack, Optional<FactName> fact, String written) {
        static Asked of(Request request) {
            return new Asked(
                    request.query("with").orElse(""),
                    request.query("fact").flatMap(FactName::named),
                    request.query("value").orElse("").strip());
        }

        Optional<Value> value() {
            return fact.flatMap(name -> Declaration.read(
                    name,
                    switch (name.type()) {
                        case NUMBER, TEXT -> written;
                        case TRUTH -> written.equalsIgnoreCase("yes") || written.equalsIgnoreCase("true");
                        case WORDS -> List.of(written.split("\\s*,\\s*", -1));
                    }));
        }

        Map<FactName, Value> supposed() {
            return value().<Map<FactName, Value>>map(value -> Map.of(fact.orElseThrow(), value))
                    .orElse(Map.of());
        }

        String wrong() {
            return fact.isPresent() && value().isEmpty()
                    ? "%s is %s.".formatted(LinePages.name(fact.get()), Declaration.wanted(fact.get()))
                    : "";
        }

        String said() {
            var value = value().map(is -> "%s were %s".formatted(LinePages.name(fact.orElseThrow()), is));
            var bound = pack.isEmpty() ? Optional.<String>empty() : Optional.of("%s were binding".formatted(pack));
            return value.isPresent() && bound.isPresent()
                    ? value.get() + " and " + bound.get()
                    : value.or(() -> bound).orElse("");
        }
    }

    /// The line of a repository; empty where there is no commit that the holder of `pass` sees.
    Optional<LinePage.Drawn> of(Request request, Pass pass) throws IOException {
        var asked = Asked.of(request);
        return draw.of(pass, List.of(asked.pack), asked.supposed()).map(drawn -> {
            var line = drawn.line();
            return new LinePage.Drawn(
                    gauge(pass, line, asked),
                    line.ceiling().entrySet().stream()
                            .map(each -> new ReleasePage.Part(
                                    PlanWords.name(each.getKey()), PlanWords.name(each.getValue()), ""))
                            .toList(),
                    line.reasons().stream().map(Reason::sentence).toList(),
                    line.undetermined().stream().map(Reason::sentence).toList(),
                    line.obligations().stream().map(DutyWords::sentence).toList(),
                    asked.said(),
                    shelf.all().stream()
                            .filter(pack -> !pack.binds(pass.at()))
                            .map(pack -> new ReleasePage.Option(
                                    pack.id(), pack.title(), pack.id().equals(asked.pack)))
                            .toList(),
                    Arrays.stream(FactName.values())
                            .filter(FactName::isDeclarable)
                            .map(name -> new ReleasePage.Option(
                                    name.word(),
                                    LinePages.name(name),
                                    asked.fact.filter(name::equals).isPresent()))
                            .toList(),
                    asked.wrong());
        });
    }

    private static ReleasePage.Gauge gauge(Pass pass, Line line, Asked asked) {
        var marks = PlanWords.levels();
        var level = PlanWords.name(
                pass.release().showing(pass.repository().kind(), pass.at()).level());
        var limit = PlanWords.name(line.of(FileRules.about(pass.repository().kind())));
        var said = asked.said().isEmpty()
                ? "Released as %s; the line is at %s.".formatted(level, limit)
                : "If %s, the line would be at %s.".formatted(asked.said(), limit);
        return new ReleasePage.Gauge(marks.indexOf(level), marks.indexOf(limit), marks, said);
    }
}
