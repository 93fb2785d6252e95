package plimsoll.hub.line;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Value.Words;

/// What testimonies make of a sheet. A publisher's word is about the model and stands until they say otherwise; what
/// somebody else attests is about what they saw, and counts while that is the same: the same weights, of a model.
final class TestifiedFacts {
    /// What the estimate of the compute follows from.
    private static final Set<FactName> INPUTS =
            Set.of(FactName.PARAMS, FactName.ACTIVE_PARAMS, FactName.TRAINING_TOKENS);

    private TestifiedFacts() {}

    /// The facts that these testimonies add to a sheet.
    static List<Fact> of(List<Testimonies.Kept> testimonies, FactSheet sheet) {
        var facts = new ArrayList<Fact>();
        for (var kept : testimonies) {
            if (kept.kind() == Fact.Kind.DECLARED || kept.about().equals(digest(sheet))) {
                kept.testimony()
                        .facts()
                        .forEach((name, value) -> facts.add(new Fact(
                                name,
                                value,
                                kept.kind(),
                                source(kept),
                                kept.hash().hex(),
                                kept.at())));
            }
        }
        return facts;
    }

    /// What a revision is all about, by hash; empty text where it has no such files.
    static String digest(FactSheet sheet) {
        return sheet.of(FactName.CONTENT_DIGEST)
                .map(fact -> fact.value() instanceof Words(var words) && !words.isEmpty() ? words.first() : "")
                .orElse("");
    }

    /// The sheet as it is told to those who are no authority: without what was said in confidence, and without what
    /// was estimated from that.
    static FactSheet open(FactSheet sheet, List<Testimonies.Kept> testimonies) {
        var confidential = testimonies.stream()
                .collect(Collectors.toMap(
                        kept -> kept.hash().hex(), kept -> kept.testimony().confidential()));
        Predicate<Fact> isHidden = fact -> confidential
                .getOrDefault(fact.evidence(), Collections.emptySortedSet())
                .contains(fact.name());
        boolean inputs = sheet.facts().stream().filter(isHidden).anyMatch(fact -> INPUTS.contains(fact.name()));
        return new FactSheet(sheet.facts().stream()
                .filter(fact -> !isHidden.test(fact))
                .filter(fact -> !inputs || fact.kind() != Fact.Kind.ESTIMATED)
                .toList());
    }

    private static String source(Testimonies.Kept kept) {
        var what = kept.kind() == Fact.Kind.DECLARED ? Fact.DECLARATION : "attestation";
        return kept.key().isPresent()
                ? "%s signed with a key of %s".formatted(what, kept.witness())
                : "%s by %s, signed by this hub".formatted(what, kept.account());
    }
}
