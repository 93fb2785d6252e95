package plimsoll.domain.line;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.line.Value.Text;
import plimsoll.domain.line.Value.Truth;
import plimsoll.domain.line.Value.Words;

/// A fact sheet as text, the same for equal sheets: what tables keep, and what a decision's hash of the facts is of. A
/// line for each fact, `name kind when evidence source value...`, every word percent-encoded.
public final class SheetText {
    private SheetText() {}

    /// Writes a sheet.
    public static String write(FactSheet sheet) {
        return sheet.facts().stream().map(SheetText::line).collect(Collectors.joining());
    }

    /// Reads what `write` wrote. A fact of a name that is no longer known is left out.
    ///
    /// @throws IllegalArgumentException when it is not that
    public static FactSheet read(String text) {
        var facts = new ArrayList<Fact>();
        for (var line : text.lines().toList()) {
            var words = List.of(line.split(" ", -1));
            FactName.named(words.getFirst())
                    .ifPresent(name -> facts.add(new Fact(
                            name,
                            value(name, words.subList(5, words.size())),
                            Fact.Kind.valueOf(words.get(1)),
                            decoded(words.get(4)),
                            decoded(words.get(3)),
                            Instant.parse(words.get(2)))));
        }
        return new FactSheet(facts);
    }

    private static String line(Fact fact) {
        return "%s %s %s %s %s%s\n"
                .formatted(
                        fact.name().word(),
                        fact.kind(),
                        fact.at(),
                        encoded(fact.evidence()),
                        encoded(fact.source()),
                        value(fact.value()));
    }

    static String value(Value value) {
        return switch (value) {
            case Span(var low, var high) -> " %s %s".formatted(low, high);
            case Truth(var holds) -> " " + holds;
            case Text(var text) -> " " + encoded(text);
            case Words(var words) ->
                words.stream().map(word -> " " + encoded(word)).collect(Collectors.joining());
        };
    }

    static Value value(FactName name, List<String> words) {
        return switch (name.type()) {
            case NUMBER -> new Span(Double.parseDouble(words.getFirst()), Double.parseDouble(words.get(1)));
            case TRUTH -> new Truth(Boolean.parseBoolean(words.getFirst()));
            case TEXT -> new Text(decoded(words.getFirst()));
            case WORDS -> Value.of(words.stream().map(SheetText::decoded).toList());
        };
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }

    private static String decoded(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }
}
