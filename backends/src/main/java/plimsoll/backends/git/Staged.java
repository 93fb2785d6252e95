package plimsoll.backends.git;

import java.io.IOException;
import java.util.List;
import plimsoll.domain.repository.RefMove;

/// Objects that are stored and wait for refs to move. For one thread.
final class Staged implements AutoCloseable {
    private final GitStore store;
    private final StoredRepository writer;
    private final List<RefMove> moves;

    /// What `writer` has staged, which this owns from now on.
    Staged(GitStore store, StoredRepository writer, List<RefMove> moves) {
        this.store = store;
        this.writer = writer;
        this.moves = List.copyOf(moves);
    }

    List<RefMove> moves() {
        return moves;
    }

    /// Makes the objects part of the repository and moves the refs, in the transaction the calling thread is in.
    boolean land() throws IOException {
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
