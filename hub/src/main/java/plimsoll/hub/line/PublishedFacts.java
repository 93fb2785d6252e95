package plimsoll.hub.line;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.line.Fact;
import plimsoll.domain.line.Fact.Kind;
import plimsoll.domain.line.FactName;
import plimsoll.domain.line.FactSheet;
import plimsoll.domain.line.Value.Truth;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.Release;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;

/// What follows from how a model is released at this moment.
final class PublishedFacts {
    private PublishedFacts() {}

    static List<Fact> of(Repository repository, FactSheet sheet, Release release, Instant now) {
        if (repository.kind() != RepoKind.MODEL) {
            return List.of();
        }
        boolean papers = release.accessTo(Component.PAPERS, now).isForAnybody();
        boolean weights = !Level.GATED_DOWNLOAD.isMoreOpenThan(
                release.accessTo(Component.WEIGHTS, now).level());
        boolean architecture = sheet.of(FactName.ARCHITECTURE).isPresent();
        boolean usage = sheet.of(FactName.LICENSE).isPresent();
        return List.of(
                fact(FactName.WEIGHTS_PUBLISHED, papers && weights, repository, now),
                fact(FactName.ARCHITECTURE_PUBLISHED, papers && architecture, repository, now),
                fact(FactName.USAGE_INFO_PUBLISHED, papers && usage, repository, now));
    }

    private static Fact fact(FactName name, boolean holds, Repository repository, Instant now) {
        return new Fact(
                name,
                new Truth(holds),
                Kind.MEASURED,
                "the release plan",
                repository.id().hex(),
                now);
    }
}
