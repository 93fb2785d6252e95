package plimsoll.hub.line;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.Estimates;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.RulePack;
import plimsoll.domain.line.Value;
import plimsoll.hub.repositories.Pass;

/// Draws the line for a repository: what the packs in force make of what is known of its main branch, or would make of
/// it if something were otherwise.
public final class DrawLine {
    private final ReadFacts facts;
    private final PackShelf shelf;

    /// With what it needs.
    public DrawLine(ReadFacts facts, PackShelf shelf) {
        this.facts = facts;
        this.shelf = shelf;
    }

    /// A line and what it was drawn from.
    ///
    /// @param commit of which revision
    /// @param sheet what is known
    /// @param packs the packs that were asked
    /// @param line the line
    public record Drawn(GitOid commit, FactSheet sheet, List<RulePack> packs, Line line) {
        public Drawn {
            packs = List.copyOf(packs);
        }
    }

    /// The line of a repository.
    ///
    /// @param besides ids of packs that count whether they bind or not: what if they did
    /// @param supposed facts that count in place of what is known
    /// @return empty when there is no commit that the holder of `pass` sees
    public Optional<Drawn> of(Pass pass, Collection<String> besides, Map<FactName, Value> supposed) throws IOException {
        return facts.of(pass, "main").map(known -> {
            var packs = shelf.at(pass.at(), besides);
            var kind = pass.repository().kind();
            if (supposed.isEmpty()) {
                var line = Line.draw(packs, kind, known.whole(), known.sheet());
                return new Drawn(known.commit(), known.sheet(), packs, line);
            }
            // From what may be told alone: else a secret could be found out by supposing this and that beside it.
            var sheet = supposing(known, supposed, pass);
            return new Drawn(known.commit(), sheet, packs, Line.draw(packs, kind, sheet));
        });
    }

    private static FactSheet supposing(ReadFacts.Known known, Map<FactName, Value> supposed, Pass pass) {
        var instead = supposed.entrySet().stream()
                .map(each -> new Fact(
                        each.getKey(),
                        each.getValue(),
                        Kind.DECLARED,
                        "supposed",
                        known.commit().hex(),
                        pass.at()));
        var rest = known.sheet().facts().stream().filter(fact -> !supposed.containsKey(fact.name()));
        // The compute may follow from what is supposed.
        return Estimates.anew(new FactSheet(Stream.concat(instead, rest).toList()));
    }
}
