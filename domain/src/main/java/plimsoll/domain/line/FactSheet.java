package plimsoll.domain.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.line.Value.Words;

/// All that is known of a revision. Of one name there may be several facts, and all are kept: what the publisher
/// declares does not vanish when it is measured otherwise.
///
/// @param facts in order of their names, of each name the weightiest first
public record FactSheet(List<Fact> facts) {
    private static final Comparator<Fact> ORDER = Comparator.comparing(Fact::name)
            .thenComparing(Fact::kind, Comparator.reverseOrder())
            .thenComparing(fact -> !fact.isSigned())
            .thenComparing(Fact::source)
            .thenComparing(fact -> fact.value().toString());

    /// Nothing is known.
    public static final FactSheet EMPTY = new FactSheet(List.of());

    public FactSheet {
        facts = facts.stream().sorted(ORDER).toList();
    }

    /// The fact that counts: measured before attested before declared before estimated, and of what is declared the
    /// signed before what only stands in a card.
    public Optional<Fact> of(FactName name) {
        return facts.stream().filter(fact -> fact.name() == name).findFirst();
    }

    /// What counts of each name that anything is known of.
    public Map<FactName, Fact> decisive() {
        var decisive = new EnumMap<FactName, Fact>(FactName.class);
        facts.forEach(fact -> decisive.putIfAbsent(fact.name(), fact));
        return decisive;
    }

    /// Whether a fact stands here, whatever shows it.
    public boolean tells(Fact fact) {
        return facts.stream().anyMatch(here -> here.shownBy(fact.evidence()).equals(fact));
    }

    /// The same with more facts.
    public FactSheet and(List<Fact> more) {
        var all = new ArrayList<>(facts);
        all.addAll(more);
        return new FactSheet(all);
    }

    /// The same as if nothing were known of these.
    public FactSheet without(Set<FactName> names) {
        return new FactSheet(
                facts.stream().filter(fact -> !names.contains(fact.name())).toList());
    }

    /// Where somebody's word cannot be true beside what outweighs it. Estimates claim too little to be contradicted.
    public List<Contradiction> contradictions() {
        var found = new ArrayList<Contradiction>();
        var decisive = decisive();
        for (var fact : facts) {
            var weightier = decisive.getOrDefault(fact.name(), fact);
            boolean outweighed = fact.kind() != Fact.Kind.ESTIMATED && !fact.equals(weightier);
            if (outweighed && !agree(fact, weightier)) {
                found.add(new Contradiction(fact, weightier));
            }
        }
        return found;
    }

    // Code is text to whatever reads and writes it, so what measures a model does not tell one from the other.
    private static boolean agree(Fact said, Fact found) {
        boolean modalities = said.name() == FactName.MODALITIES_IN || said.name() == FactName.MODALITIES_OUT;
        if (modalities && said.value() instanceof Words(var words)) {
            var plain = words.stream()
                    .map(word -> word.equals("code") ? "text" : word)
                    .toList();
            return Value.of(plain).agreesWith(found.value());
        }
        return said.value().agreesWith(found.value());
    }

    /// Two facts that cannot both be true.
    ///
    /// @param said what somebody says
    /// @param found what outweighs it
    public record Contradiction(Fact said, Fact found) {
        /// It in a sentence.
        public String sentence() {
            return "%s is said to be %s (%s), and %s to be %s (%s)."
                    .formatted(
                            said.name().word(),
                            said.said(),
                            said.source(),
                            found.kind() == Fact.Kind.MEASURED ? "found" : "said",
                            found.said(),
                            found.source());
        }
    }
}
