package plimsoll.domain.line;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.line.Value.Text;
import plimsoll.domain.line.Value.Truth;
import plimsoll.domain.line.Value.Words;

/// What somebody says of a revision over a signature.
///
/// @param facts what they say
/// @param unknown of what they say that they do not know it either, which is more than not to speak of it
/// @param confidential which of the facts are for authorities only
public record Testimony(
        SortedMap<FactName, Value> facts, SortedSet<FactName> unknown, SortedSet<FactName> confidential) {
    private static final List<String> FIELDS = List.of("facts", "unknown", "confidential");

    public Testimony {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        unknown = Collections.unmodifiableSortedSet(new TreeSet<>(unknown));
        confidential = Collections.unmodifiableSortedSet(new TreeSet<>(confidential));
    }

    /// Nothing is said.
    public static final Testimony NOTHING = new Testimony(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());

    /// What reading gives.
    public sealed interface Reading {
        /// It could be read.
        record Read(Testimony testimony) implements Reading {}

        /// It could not.
        ///
        /// @param reasons all that is wrong, a sentence each
        record Unfit(List<String> reasons) implements Reading {
            public Unfit {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /// As values to write as canonical JSON. Numbers are texts, so that each has one spelling.
    public Map<String, Object> json() {
        var said = new TreeMap<String, Object>();
        facts.forEach((name, value) -> said.put(
                name.word(),
                switch (value) {
                    case Span(var low, var high) -> List.of(Double.toString(low), Double.toString(high));
                    case Truth(var holds) -> holds;
                    case Words(var words) -> List.copyOf(words);
                    case Text(var text) -> text;
                }));
        return Map.of("facts", said, "unknown", words(unknown), "confidential", words(confidential));
    }

    /// Reads what somebody wrote: `facts` by their words, `unknown` and `confidential` as lists of words. Other fields
    /// are somebody else's to read.
    public static Reading read(Map<?, ?> written) {
        var wrong = new ArrayList<String>();
        var facts = new TreeMap<FactName, Value>();
        if (written.get("facts") instanceof Map<?, ?> said) {
            said.forEach((word, value) -> fact(String.valueOf(word), wrong).ifPresent(name -> {
                var read = value == null ? Optional.<Value>empty() : Declaration.read(name, value);
                read.ifPresentOrElse(
                        known -> facts.put(name, known),
                        () -> wrong.add("`%s` is %s.".formatted(word, Declaration.wanted(name))));
            }));
        } else if (written.get("facts") != null) {
            wrong.add("`facts` is a mapping of facts to their values.");
        }
        var unknown = names("unknown", written, wrong);
        unknown.stream()
                .filter(facts::containsKey)
                .forEach(name -> wrong.add("`%s` has a value and is said to be unknown.".formatted(name.word())));
        var confidential = names("confidential", written, wrong);
        if (FIELDS.stream().noneMatch(written::containsKey)) {
            wrong.add("There is none of `facts`, `unknown` and `confidential`.");
        }
        return wrong.isEmpty()
                ? new Reading.Read(new Testimony(facts, unknown, confidential))
                : new Reading.Unfit(wrong);
    }

    private static SortedSet<FactName> names(String field, Map<?, ?> written, List<String> wrong) {
        var names = new TreeSet<FactName>();
        if (written.get(field) instanceof List<?> words) {
            words.forEach(word -> fact(String.valueOf(word), wrong).ifPresent(names::add));
        } else if (written.get(field) != null) {
            wrong.add("`%s` is a list of facts.".formatted(field));
        }
        return names;
    }

    private static Optional<FactName> fact(String word, List<String> wrong) {
        var name = FactName.named(word);
        if (name.isEmpty()) {
            wrong.add("There is no fact `%s`.".formatted(word.length() > 60 ? word.substring(0, 60) : word));
        } else if (!name.get().isDeclarable()) {
            wrong.add("`%s` is found by the hub, or stands in the card; nobody declares it.".formatted(word));
        }
        return name.filter(FactName::isDeclarable);
    }

    private static List<String> words(SortedSet<FactName> names) {
        return names.stream().map(FactName::word).toList();
    }
}
