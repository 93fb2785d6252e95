package plimsoll.domain.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that is known of a revision. Of one name there may be several facts, and all are kept: what the publisher
/// declares does not vanish when it is measured otherwise.
///
/// @param facts in order of their names, of each name the weightiest first
public record FactSheet(List<Fact> facts) {
    private static final Comparator<Fact> ORDER = Comparator.comparing(Fact::name)
            .thenComparing(Fact::kind, Comparator.reverseOrder())
            .thenComparing(Fact::source)
            .thenComparing(fact -> fact.value().toString());

    /// Nothing is known.
    public static final FactSheet EMPTY = new FactSheet(List.of());

    public FactSheet {
        facts = facts.stream().sorted(ORDER).toList();
    }

    /// The fact that counts: measured before attested before declared before estimated.
    public Optional<Fact> of(FactName name) {
        return facts.stream().filter(fact -> fact.name() == name).findFirst();
    }

    /// What counts of each name that anything is known of.
    public Map<FactName, Fact> decisive() {
        var decisive = new EnumMap<FactName, Fact>(FactName.class);
        facts.forEach(fact -> decisive.putIfAbsent(fact.name(), fact));
        return decisive;
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
            boolean outweighed =
                    fact.kind() != Fact.Kind.ESTIMATED && fact.kind().compareTo(weightier.kind()) < 0;
            if (outweighed && !fact.value().agreesWith(weightier.value())) {
                found.add(new Contradiction(fact, weightier));
            }
        }
        return found;
    }

    /// Two facts that cannot both be true.
    ///
    /// @param said what somebody says
    /// @param found what outweighs it
    public record Contradiction(Fact said, Fact found) {
        /// It in a sentence.
        public String sentence() {
            return "%s is said to be %s (%s), and found to be %s (%s)."
                    .formatted(said.name().word(), said.said(), said.source(), found.said(), found.source());
        }
    }
}
