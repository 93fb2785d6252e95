package plimsoll.domain.line;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// A testimony as text, for tables: a line for each word said, `fact name value...`, `unknown name` or `confidential
/// name`, values as in `SheetText`.
public final class TestimonyText {
    private TestimonyText() {}

    /// Writes a testimony.
    public static String write(Testimony testimony) {
        var text = new StringBuilder();
        testimony
                .facts()
                .forEach((name, value) -> text.append("fact ")
                        .append(name.word())
                        .append(SheetText.value(value))
                        .append('\n'));
        testimony
                .unknown()
                .forEach(name -> text.append("unknown ").append(name.word()).append('\n'));
        testimony
                .confidential()
                .forEach(
                        name -> text.append("confidential ").append(name.word()).append('\n'));
        return text.toString();
    }

    /// Reads what `write` wrote. What is of a name that is no longer known is left out.
    public static Testimony read(String text) {
        var facts = new TreeMap<FactName, Value>();
        var unknown = new TreeSet<FactName>();
        var confidential = new TreeSet<FactName>();
        for (var line : text.lines().toList()) {
            var words = List.of(line.split(" ", -1));
            FactName.named(words.get(1)).ifPresent(name -> {
                switch (words.getFirst()) {
                    case "fact" -> facts.put(name, SheetText.value(name, words.subList(2, words.size())));
                    case "unknown" -> unknown.add(name);
                    default -> confidential.add(name);
                }
            });
        }
        return new Testimony(facts, unknown, confidential);
    }
}
