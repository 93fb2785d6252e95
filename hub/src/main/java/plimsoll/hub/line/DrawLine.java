package plimsoll.hub.line;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.RulePack;
import plimsoll.hub.repositories.Pass;

/// Draws the line for a repository: what the packs in force make of what is known of its main branch.
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

    /// The line of a repository as it is.
    ///
    /// @param besides ids of packs that count whether they bind or not: what if they did
    /// @return empty when there is no commit that the holder of `pass` sees
    public Optional<Drawn> of(Pass pass, Collection<String> besides) throws IOException {
        return facts.of(pass, "main").map(known -> {
            var packs = shelf.at(pass.at(), besides);
            var line = Line.draw(packs, pass.repository().kind(), known.sheet());
            return new Drawn(known.commit(), known.sheet(), packs, line);
        });
    }
}
