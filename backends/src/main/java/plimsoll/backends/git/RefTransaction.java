package plimsoll.backends.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;

/// The transaction of a push: staged packs become rows and refs move, all of it or none, whatever the client asked for.
final class RefTransaction extends BatchRefUpdate {
    private static final Logger LOG = LoggerFactory.getLogger(RefTransaction.class);

    private final StoredRepository repository;
    private final GitStore store;
    private final Witness witness;

    RefTransaction(StoredRefs refs, StoredRepository repository, GitStore store, Witness witness) {
        super(refs);
        this.repository = repository;
        this.store = store;
        this.witness = witness;
    }

    /// Hears, in the transaction, that refs have moved.
    @FunctionalInterface
    interface Witness {
        void moved(List<RefMove> moves) throws IOException;
    }

    @Override
    public void execute(RevWalk walk, ProgressMonitor monitor) {
        execute(walk, monitor, null);
    }

    @Override
    public void execute(RevWalk walk, ProgressMonitor monitor, @Nullable List<String> options) {
        var commands = getCommands().stream()
                .filter(command -> command.getResult() == Result.NOT_ATTEMPTED)
                .toList();
        if (commands.isEmpty()) {
            return;
        }
        var moves = new ArrayList<RefMove>();
        commands.forEach(command -> moves.add(move(command)));
        try {
            if (land(moves)) {
                repository.getObjectDatabase().release();
                commands.forEach(command -> command.setResult(Result.OK));
            } else {
                refuse(commands, "somebody else moved it first; fetch and push again");
            }
        } catch (IOException | RuntimeException e) {
            repository.getObjectDatabase().release(); // perhaps they are rows: only the sweeper can tell
            LOG.error("a push to {} failed", repository.id(), e);
            refuse(commands, "the hub failed; nothing was changed, push again later");
        } finally {
            getRefDatabase().refresh();
        }
    }

    private boolean land(List<RefMove> moves) throws IOException {
        return store.database().<Boolean, IOException>run(() -> {
            boolean landed = store.land(repository, moves);
            if (landed) {
                witness.moved(moves);
            }
            return landed;
        });
    }

    static RefMove move(ReceiveCommand command) {
        return new RefMove(new RefName(command.getRefName()), oid(command.getOldId()), oid(command.getNewId()));
    }

    static void refuse(List<ReceiveCommand> commands, String why) {
        commands.forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, why));
    }

    private static Optional<GitOid> oid(ObjectId id) {
        return id.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(Oids.ours(id));
    }
}
