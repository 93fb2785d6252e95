package plimsoll.domain.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.line.Condition.Verdict;
import plimsoll.domain.line.Value.Span;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;

/// Laws of the line, over made-up packs and sheets.
final class LineProperty {
    private static final int CASES = 500;
    private static final List<Level> LEVELS = List.of(Level.values());
    private static final List<FactName> NUMBERS = List.of(
            FactName.TRAINING_FLOP, FactName.PARAMS, FactName.TRAINING_COST_USD, FactName.DEVELOPER_REVENUE_USD);

    @Test
    void anotherRuleOpensNothing() {
        forEachCase((random, packs, sheet) -> {
            var before = draw(packs, sheet);
            var more = new ArrayList<>(packs);
            more.add(pack(random, packs.size()));
            var after = draw(more, sheet);
            after.ceiling().forEach((component, level) -> assertFalse(level.isMoreOpenThan(before.of(component))));
        });
    }

    @Test
    void theOrderOfPacksRulesAndFactsDoesNotMatter() {
        forEachCase((random, packs, sheet) -> {
            var shuffled = new ArrayList<RulePack>();
            for (var pack : packs) {
                var rules = new ArrayList<>(pack.rules());
                Collections.shuffle(rules, random);
                shuffled.add(with(pack, rules));
            }
            Collections.shuffle(shuffled, random);
            var facts = new ArrayList<>(sheet.facts());
            Collections.shuffle(facts, random);
            assertEquals(
                    draw(packs, sheet).toString(),
                    draw(shuffled, new FactSheet(facts)).toString());
        });
    }

    @Test
    void keepingFactsToOneselfOpensNothing() {
        forEachCase((random, packs, sheet) -> {
            var hidden = EnumSet.noneOf(FactName.class);
            NUMBERS.stream().filter(_ -> random.nextBoolean()).forEach(hidden::add);
            var told = draw(packs, sheet);
            var silent = draw(packs, sheet.without(hidden));
            silent.ceiling().forEach((component, level) -> assertFalse(level.isMoreOpenThan(told.of(component))));
            var nothing = draw(packs, FactSheet.EMPTY);
            nothing.ceiling().forEach((component, level) -> assertFalse(level.isMoreOpenThan(silent.of(component))));
        });
    }

    @Test
    void whatHoldsAComponentIsNamedAndThePapersAreNeverHeld() {
        forEachCase((random, packs, sheet) -> {
            var line = draw(packs, sheet);
            assertFalse(line.ceiling().containsKey(Component.PAPERS));
            line.ceiling()
                    .forEach((component, level) -> assertEquals(
                            level == Level.FULLY_OPEN, line.holding(component).isEmpty()));
            line.undetermined().forEach(reason -> assertFalse(reason.missing().isEmpty()));
            line.reasons().forEach(reason -> assertTrue(reason.missing().isEmpty()));
        });
    }

    private interface Case {
        void check(Random random, List<RulePack> packs, FactSheet sheet);
    }

    private static void forEachCase(Case law) {
        for (long seed = 0; seed < CASES; seed++) {
            var random = new Random(seed);
            var packs = new ArrayList<RulePack>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                packs.add(pack(random, i));
            }
            try {
                law.check(random, packs, sheet(random));
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed, broken);
            }
        }
    }

    private static Line draw(List<RulePack> packs, FactSheet sheet) {
        return Line.draw(packs, RepoKind.MODEL, sheet);
    }

    private static RulePack pack(Random random, int number) {
        var rules = new ArrayList<Rule>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            rules.add(rule(random, "rule" + i));
        }
        var id = "pack" + number;
        return new RulePack(
                id,
                id,
                "1",
                "here",
                RulePack.Status.IN_FORCE,
                Optional.empty(),
                Optional.empty(),
                rules,
                Sha256.ofUtf8(id));
    }

    private static RulePack with(RulePack pack, List<Rule> rules) {
        return new RulePack(
                pack.id(),
                pack.title(),
                pack.version(),
                pack.jurisdiction(),
                pack.status(),
                pack.from(),
                pack.to(),
                rules,
                pack.sha256());
    }

    private static Rule rule(Random random, String id) {
        var name = NUMBERS.get(random.nextInt(NUMBERS.size()));
        double threshold = random.nextInt(10);
        var ceiling = new EnumMap<Component, Level>(Component.class);
        for (var component : Component.values()) {
            if (random.nextInt(3) == 0) {
                ceiling.put(component, LEVELS.get(random.nextInt(LEVELS.size())));
            }
        }
        return new Rule(
                id,
                id,
                random.nextInt(5) == 0 ? Set.of(RepoKind.DATASET) : Set.of(RepoKind.MODEL),
                new TreeSet<>(Set.of(name)),
                name.word() + " > " + threshold,
                sheet -> above(sheet, name, threshold),
                ceiling,
                List.of(),
                "nowhere");
    }

    private static Verdict above(FactSheet sheet, FactName name, double threshold) {
        return sheet.of(name)
                .map(fact -> (Span) fact.value())
                .filter(span -> span.low() > threshold || span.high() <= threshold)
                .map(span -> Verdict.of(span.low() > threshold))
                .orElseGet(() -> Verdict.missing(Set.of(name)));
    }

    private static FactSheet sheet(Random random) {
        var facts = new ArrayList<Fact>();
        for (var name : NUMBERS) {
            if (random.nextInt(3) > 0) {
                double low = random.nextInt(10);
                facts.add(new Fact(
                        name, new Span(low, low + random.nextInt(3)), Fact.Kind.DECLARED, "told", "", Instant.EPOCH));
            }
        }
        return new FactSheet(facts);
    }
}
