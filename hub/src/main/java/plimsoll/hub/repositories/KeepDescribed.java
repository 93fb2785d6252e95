package plimsoll.hub.repositories;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.Repository;

/// Keeps the catalogue up to date with main branches. Listings speak to everybody: where commits are released by hand,
/// they go on saying what the released one says, and while a commit is held, what the one before says.
public final class KeepDescribed implements Sequel {
    private final Describe describe;
    private final Catalogue catalogue;
    private final Releases releases;
    private final InstantSource clock;

    /// With what it needs.
    public KeepDescribed(Describe describe, Catalogue catalogue, Releases releases, InstantSource clock) {
        this.describe = describe;
        this.catalogue = catalogue;
        this.releases = releases;
        this.clock = clock;
    }

    @Override
    public Note prepare(Repository repository, Snapshot head) throws IOException {
        var description = describe.prepare(repository.kind(), head);
        return () -> {
            var release = releases.of(repository);
            boolean released = !release.plan().byHand()
                    || head.commit().equals(release.released().get(RefName.MAIN));
            if (released
                    && release.heldAt(head.commit()).isEmpty()
                    && catalogue.find(repository.id()).isPresent()) {
                catalogue.describe(repository.id(), description, Instant.ofEpochMilli(clock.millis()));
            }
        };
    }
}
