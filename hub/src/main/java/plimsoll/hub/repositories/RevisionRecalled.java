package plimsoll.hub.repositories;

import java.io.IOException;
import plimsoll.domain.release.Recall;

/// Somebody asked for a revision that was called back. Every door tells it alike, so it is told to the door's keeper
/// and not to each who reads.
public final class RevisionRecalled extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Recall recall;

    RevisionRecalled(Recall recall) {
        super(recall.notice());
        this.recall = recall;
    }

    /// The recall.
    public Recall recall() {
        return recall;
    }
}
