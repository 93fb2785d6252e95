package plimsoll.backends.git;

import java.io.IOException;
import java.util.List;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefMove;
import plimsoll.hub.repositories.Repositories.Prepared;
import plimsoll.hub.repositories.Snapshot;

/// Objects that are stored and wait for refs to move. For one thread.
final class Staged implements Prepared {
    private final GitStore store;
    private final StoredRepository writer;
    private final FileFacts facts;
    private final List<RefMove> moves;
    private final boolean changesAnything;

    /// What `writer` has staged, which this owns from now on.
    Staged(GitStore store, StoredRepository writer, FileFacts facts, List<RefMove> moves, boolean changesAnything) {
        this.store = store;
        this.writer = writer;
        this.facts = facts;
        this.moves = List.copyOf(moves);
        this.changesAnything = changesAnything;
    }

    @Override
    public List<RefMove> moves() {
        return moves;
    }

    @Override
    public boolean changesAnything() {
        return changesAnything;
    }

    @Override
    public Snapshot at(GitOid commit) {
        return new StoredSnapshot(writer, facts, commit);
    }

    @Override
    public boolean land() throws IOException {
        var objects = writer.getObjectDatabase();
        boolean landed;
        try {
            landed = store.land(writer, moves);
        } catch (IOException | RuntimeException e) {
            objects.release(); // whether the rows are there may be unknown: the sweeper will find out
            throw e;
        }
        if (landed) {
            objects.release(); // if the transaction fails yet, the sweeper finds what nobody names
        }
        return landed;
    }

    @Override
    public void close() throws IOException {
        writer.getObjectDatabase().discard();
        writer.close();
    }
}
