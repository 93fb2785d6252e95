package plimsoll.hub.content;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plimsoll.domain.content.Sha256;

/// Removes blobs that nobody needs, safely beside everybody who links blobs: each is condemned first, then its
/// holders are asked once more, and only then it goes. Somebody who links it meanwhile is either seen by that
/// question or told to send the bytes again.
///
/// Safe for use by any number of threads and processes.
public final class RemoveBlobs {
    /// How long a condemned blob may stay before its remover counts as crashed. Longer than one removal can take: a
    /// remover that slept for so long between its last question and the removal would take a blob that was sent
    /// again.
    public static final Duration CRASHED_AFTER = Duration.ofHours(1);

    private static final int BATCH = BlobHolders.MAX_CANDIDATES;

    private final Blobs blobs;
    private final Condemned condemned;
    private final List<BlobHolders> holders;
    private final InstantSource clock;

    /// Removes from `blobs` what none of `holders` holds. A holder that is forgotten here loses its blobs.
    public RemoveBlobs(Blobs blobs, Condemned condemned, List<BlobHolders> holders, InstantSource clock) {
        this.blobs = blobs;
        this.condemned = condemned;
        this.holders = List.copyOf(holders);
        this.clock = clock;
    }

    /// Removes those of `names` that nobody holds.
    ///
    /// @return what went
    public Set<Sha256> remove(Set<Sha256> names) throws IOException {
        var removed = new HashSet<Sha256>();
        for (var name : unheld(names)) {
            if (condemned.condemn(name, clock.instant()) && carryOut(name)) {
                removed.add(name);
            }
        }
        return removed;
    }

    /// Ends what a crashed remover began.
    public void finish() throws IOException {
        var before = clock.instant().minus(CRASHED_AFTER);
        for (var batch = condemned.since(before, BATCH); !batch.isEmpty(); batch = condemned.since(before, BATCH)) {
            for (var name : batch) {
                carryOut(name);
            }
        }
    }

    /// Those of `names` that nobody holds.
    Set<Sha256> unheld(Set<Sha256> names) {
        var free = new HashSet<Sha256>();
        var batch = new HashSet<Sha256>();
        for (var name : names) {
            batch.add(name);
            if (batch.size() == BATCH) {
                addUnheld(batch, free);
                batch.clear();
            }
        }
        addUnheld(batch, free);
        return free;
    }

    private void addUnheld(Set<Sha256> batch, Set<Sha256> free) {
        var left = new HashSet<>(batch);
        for (var holder : holders) {
            if (!left.isEmpty()) {
                left.removeAll(holder.held(Set.copyOf(left)));
            }
        }
        free.addAll(left);
    }

    private boolean carryOut(Sha256 name) throws IOException {
        boolean free = !unheld(Set.of(name)).isEmpty();
        if (free) {
            blobs.delete(name);
        }
        condemned.release(name);
        return free;
    }
}
