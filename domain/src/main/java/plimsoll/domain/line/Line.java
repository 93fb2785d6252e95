package plimsoll.domain.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import plimsoll.domain.line.Condition.Answer;
import plimsoll.domain.line.Condition.Verdict;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;

/// How openly each component may be released, and why. A rule limits when it applies; and when the facts do not tell
/// whether it applies it limits all the same, so that nobody opens anything by keeping something to themselves.
///
/// The papers are never limited: what a model is and that it exists may always be told.
///
/// @param ceiling the most open level of each component but the papers
/// @param reasons the rules that apply, by pack and id
/// @param undetermined those of which the facts do not tell
public record Line(Map<Component, Level> ceiling, List<Reason> reasons, List<Reason> undetermined) {
    public Line {
        var levels = new EnumMap<Component, Level>(Component.class);
        levels.putAll(ceiling);
        ceiling = Collections.unmodifiableMap(levels);
        reasons = List.copyOf(reasons);
        undetermined = List.copyOf(undetermined);
    }

    /// Draws the line that these packs draw for a repository of this kind, whether they bind or not. Pure, and the same
    /// in whatever order packs and rules come.
    public static Line draw(Collection<RulePack> packs, RepoKind kind, FactSheet sheet) {
        return draw(packs, kind, sheet, sheet);
    }

    /// The same line, with reasons for somebody who may be told only a part of what it is drawn from.
    ///
    /// @param told that part
    public static Line draw(Collection<RulePack> packs, RepoKind kind, FactSheet sheet, FactSheet told) {
        var ceiling = unlimited();
        var applying = new ArrayList<Reason>();
        var undetermined = new ArrayList<Reason>();
        for (var pack : packs) {
            for (var rule : pack.rules()) {
                if (!rule.kinds().contains(kind)) {
                    continue;
                }
                var verdict = rule.condition().ask(sheet);
                switch (verdict.answer()) {
                    case NO -> {}
                    case YES -> {
                        lower(ceiling, rule);
                        applying.add(Reason.of(pack, rule, verdict, sheet, told));
                    }
                    case UNDETERMINED -> {
                        lower(ceiling, rule);
                        undetermined.add(Reason.of(pack, rule, verdict, sheet, told));
                    }
                }
            }
        }
        applying.sort(Reason.ORDER);
        undetermined.sort(Reason.ORDER);
        return new Line(ceiling, applying, undetermined);
    }

    /// The most open level of a component.
    public Level of(Component component) {
        return ceiling.getOrDefault(component, Level.FULLY_OPEN);
    }

    /// What has to be done because of rules that apply.
    public List<Obligation> obligations() {
        return reasons.stream()
                .flatMap(reason -> reason.obligations().stream())
                .distinct()
                .toList();
    }

    /// What holds a component to its ceiling: every rule, applying or undetermined, that allows no more than that.
    public List<Reason> holding(Component component) {
        var level = of(component);
        var all = new ArrayList<>(reasons);
        all.addAll(undetermined);
        return level == Level.FULLY_OPEN
                ? List.of()
                : all.stream()
                        .filter(reason -> reason.ceiling().get(component) == level)
                        .toList();
    }

    private static Map<Component, Level> unlimited() {
        var ceiling = new EnumMap<Component, Level>(Component.class);
        for (var component : Component.values()) {
            if (component != Component.PAPERS) {
                ceiling.put(component, Level.FULLY_OPEN);
            }
        }
        return ceiling;
    }

    private static void lower(Map<Component, Level> ceiling, Rule rule) {
        rule.ceiling().forEach((component, most) -> ceiling.computeIfPresent(component, (_, now) -> now.atMost(most)));
    }

    /// A rule that has something to say of a sheet.
    ///
    /// @param pack the pack's id and version, as `default@1`
    /// @param rule its id
    /// @param title what it says
    /// @param answer whether it applies, or whether the facts do not tell
    /// @param when its condition
    /// @param facts what it was told, a sentence each
    /// @param missing the facts that would settle it
    /// @param ceiling the most open level of each component that it limits
    /// @param obligations what has to be done
    /// @param source where it stands
    public record Reason(
            String pack,
            String rule,
            String title,
            Answer answer,
            String when,
            List<String> facts,
            SortedSet<FactName> missing,
            Map<Component, Level> ceiling,
            List<Obligation> obligations,
            String source) {
        static final Comparator<Reason> ORDER =
                Comparator.comparing(Reason::pack).thenComparing(Reason::rule).thenComparing(Reason::when);

        public Reason {
            facts = List.copyOf(facts);
            obligations = List.copyOf(obligations);
        }

        static Reason of(RulePack pack, Rule rule, Verdict verdict, FactSheet sheet, FactSheet told) {
            var facts = rule.needs().stream()
                    .map(sheet::of)
                    .flatMap(Optional::stream)
                    .map(fact -> told.tells(fact)
                            ? "%s is %s (%s: %s)"
                                    .formatted(
                                            fact.name().word(),
                                            fact.said(),
                                            fact.kind().word(),
                                            fact.source())
                            : "%s is told to authorities only"
                                    .formatted(fact.name().word()))
                    .toList();
            return new Reason(
                    "%s@%s".formatted(pack.id(), pack.version()),
                    rule.id(),
                    rule.title(),
                    verdict.answer(),
                    rule.when(),
                    facts,
                    verdict.missing(),
                    rule.ceiling(),
                    rule.obligations(),
                    rule.source());
        }

        /// It in a sentence, for whoever is held by it.
        public String sentence() {
            var told = facts.isEmpty() ? "" : " " + String.join("; ", facts) + ".";
            return switch (answer) {
                case YES, NO -> "%s (%s, %s).%s".formatted(title, rule, pack, told);
                case UNDETERMINED ->
                    "%s (%s, %s): not known whether this applies%s; missing: %s.%s"
                            .formatted(
                                    title,
                                    rule,
                                    pack,
                                    ceiling.isEmpty() ? "" : ", and held as if it did",
                                    missing.stream().map(FactName::word).collect(Collectors.joining(", ")),
                                    told);
            };
        }
    }
}
