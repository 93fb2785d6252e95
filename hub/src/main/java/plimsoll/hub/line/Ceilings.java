package plimsoll.hub.line;

import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.line.Exemption;
import plimsoll.domain.line.Line;
import plimsoll.domain.line.RulePack;
import plimsoll.domain.release.Component;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Releases;

/// How openly each repository may be released at this moment: the line drawn from the sheet that is kept, and above it
/// only what an exemption lifts.
public final class Ceilings {
    private final FactSheets sheets;
    private final PackShelf shelf;
    private final Exemptions exemptions;
    private final Releases releases;
    private final InstantSource clock;

    /// With what it needs.
    public Ceilings(FactSheets sheets, PackShelf shelf, Exemptions exemptions, Releases releases, InstantSource clock) {
        this.sheets = sheets;
        this.shelf = shelf;
        this.exemptions = exemptions;
        this.releases = releases;
        this.clock = clock;
    }

    /// What limits a repository.
    ///
    /// @param line the line
    /// @param exemption what lifts it, while it is in force
    public record Ceiling(Line line, Optional<Exemption> exemption) {
        /// The most open level of each component but the papers.
        public Map<Component, Level> levels() {
            var levels = new EnumMap<Component, Level>(Component.class);
            line.ceiling().forEach((component, level) -> levels.put(component, lifted(level)));
            return Collections.unmodifiableMap(levels);
        }

        /// The most open level of a component.
        public Level of(Component component) {
            return lifted(line.of(component));
        }

        private Level lifted(Level level) {
            return exemption
                    .map(Exemption::level)
                    .filter(most -> most.isMoreOpenThan(level))
                    .orElse(level);
        }
    }

    /// The ceiling of a repository; empty while nothing is known of it, as before its first commit.
    public Optional<Ceiling> of(Repository repository) {
        return sheets.of(repository.id()).map(kept -> of(kept, List.of()));
    }

    /// The ceiling of a sheet.
    ///
    /// @param instead packs that stand for those of the same id, or count besides
    Ceiling of(FactSheets.Kept kept, List<RulePack> instead) {
        var repository = kept.repository();
        var now = clock.instant();
        var sheet = kept.sheet().and(PublishedFacts.of(repository, kept.sheet(), releases.of(repository), now));
        var line = Line.draw(shelf.with(now, instead), repository.kind(), sheet);
        return new Ceiling(line, exemptions.of(repository.id()).filter(one -> one.holds(now)));
    }
}
