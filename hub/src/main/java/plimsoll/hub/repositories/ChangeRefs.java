package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.ledger.Transactions.Work;
import plimsoll.hub.repositories.RefOutcome.Absent;
import plimsoll.hub.repositories.RefOutcome.BadName;
import plimsoll.hub.repositories.RefOutcome.Done;
import plimsoll.hub.repositories.RefOutcome.Exists;
import plimsoll.hub.repositories.RefOutcome.MainStays;
import plimsoll.hub.repositories.RefOutcome.Moved;
import plimsoll.hub.repositories.RefOutcome.NoRevision;
import plimsoll.hub.repositories.Repositories.CommitOrder;
import plimsoll.hub.repositories.Repositories.PathConflict;
import plimsoll.hub.repositories.Repositories.Prepared;

/// Makes and removes branches and tags, and squashes a branch's history. Each is one transaction with its record.
public final class ChangeRefs {
    private final Repositories repositories;
    private final Transactions transactions;
    private final RecordMoves records;

    /// Changes the refs of what `repositories` keeps.
    public ChangeRefs(Repositories repositories, Transactions transactions, RecordMoves records) {
        this.repositories = repositories;
        this.transactions = transactions;
        this.records = records;
    }

    /// Makes a branch at `start` (the main branch's head when empty).
    ///
    /// @param overwrite whether one that exists is moved there; without a start it is right where it is
    public RefOutcome branch(Pass pass, String name, Optional<String> start, boolean overwrite) throws IOException {
        var ref = RefName.branch(name);
        if (ref.isEmpty()) {
            return new BadName(name);
        }
        var present = at(pass, ref.get());
        if (present.isPresent() && !overwrite) {
            return new Exists(name);
        }
        if (present.isPresent() && start.isEmpty()) {
            return new Done(present.get());
        }
        var from = start.orElse("HEAD");
        var commit = repositories.resolve(id(pass), from);
        if (commit.isEmpty()) {
            return new NoRevision(from);
        }
        return move(pass, new RefMove(ref.get(), present, commit)) ? new Done(commit.get()) : new Exists(name);
    }

    /// Makes a branch of no history: its one commit has no files.
    ///
    /// @param overwrite whether one that exists begins anew with it
    public RefOutcome emptyBranch(Pass pass, String name, boolean overwrite) throws IOException {
        var ref = RefName.branch(name);
        if (ref.isEmpty()) {
            return new BadName(name);
        }
        var present = at(pass, ref.get());
        if (present.isPresent() && !overwrite) {
            return new Exists(name);
        }
        var order = new CommitOrder(
                ref.get(),
                Optional.empty(),
                List.of(),
                "Begin with nothing",
                "",
                pass.recipient().actor());
        try (var prepared = repositories.prepare(id(pass), order)) {
            boolean replaced = present.isPresent() ? replace(pass, prepared, ref.get(), present) : land(pass, prepared);
            return replaced ? new Done(prepared.oid()) : new Exists(name);
        } catch (PathConflict e) {
            throw new IllegalStateException("no files, and yet they are in each other's way", e);
        }
    }

    /// Removes a branch.
    public RefOutcome removeBranch(Pass pass, String name) throws IOException {
        var ref = RefName.branch(name);
        if (ref.filter(RefName.MAIN::equals).isPresent()) {
            return new MainStays();
        }
        return remove(pass, name, ref);
    }

    /// Makes a tag at `revision`; with a message, an annotated one.
    public RefOutcome tag(Pass pass, String name, String revision, String message) throws IOException {
        var ref = RefName.tag(name);
        if (ref.isEmpty()) {
            return new BadName(name);
        }
        var commit = repositories.resolve(id(pass), revision);
        if (commit.isEmpty()) {
            return new NoRevision(revision);
        }
        if (at(pass, ref.get()).isPresent()) {
            return new Exists(name);
        }
        try (var prepared = repositories.prepareTag(
                id(pass), ref.get(), commit.get(), message, pass.recipient().actor())) {
            return land(pass, prepared) ? new Done(commit.get()) : new Exists(name);
        }
    }

    /// Removes a tag.
    public RefOutcome removeTag(Pass pass, String name) throws IOException {
        return remove(pass, name, RefName.tag(name));
    }

    /// Replaces a branch's history by one commit with the files it has now.
    public RefOutcome squash(Pass pass, String branch, String message) throws IOException {
        var ref = RefName.branch(branch);
        var head = ref.isEmpty() ? Optional.<GitOid>empty() : at(pass, ref.get());
        if (ref.isEmpty() || head.isEmpty()) {
            return new Absent(branch);
        }
        try (var prepared = repositories.prepareSquash(
                id(pass), ref.get(), head.get(), message, pass.recipient().actor())) {
            return land(pass, prepared) ? new Done(prepared.oid()) : new Moved(branch);
        }
    }

    private RefOutcome remove(Pass pass, String name, Optional<RefName> ref) throws IOException {
        var present = ref.isEmpty() ? Optional.<GitOid>empty() : at(pass, ref.get());
        if (ref.isEmpty() || present.isEmpty()) {
            return new Absent(name);
        }
        return move(pass, new RefMove(ref.get(), present, Optional.empty()))
                ? new Done(present.get())
                : new Moved(name);
    }

    private boolean move(Pass pass, RefMove move) throws IOException {
        var moves = List.of(move);
        return land(pass, moves, commit -> repositories.at(id(pass), commit), () -> repositories.move(id(pass), moves));
    }

    // A root commit lands where no branch is; that the one before goes and this one comes is one transaction.
    private boolean replace(Pass pass, Prepared prepared, RefName ref, Optional<GitOid> present) throws IOException {
        var replaced = new RefMove(ref, present, Optional.of(prepared.oid()));
        return land(pass, List.of(replaced), prepared, () -> {
            if (!repositories.move(id(pass), List.of(new RefMove(ref, present, Optional.empty())))) {
                return false;
            }
            if (!prepared.land()) {
                throw new IOException("%s is gone, and yet no other branch can take its name".formatted(ref.text()));
            }
            return true;
        });
    }

    private boolean land(Pass pass, Prepared prepared) throws IOException {
        return land(pass, prepared.moves(), prepared, prepared::land);
    }

    private boolean land(Pass pass, List<RefMove> moves, Snapshot.Source commits, Work<Boolean, IOException> landing)
            throws IOException {
        var record = records.prepare(pass, moves, commits);
        return transactions.run(() -> {
            boolean landed = landing.run();
            if (landed) {
                record.take();
            }
            return landed;
        });
    }

    private Optional<GitOid> at(Pass pass, RefName ref) throws IOException {
        return Optional.ofNullable(repositories.refs(id(pass)).get(ref));
    }

    private static RepositoryId id(Pass pass) {
        return pass.repository().id();
    }
}
