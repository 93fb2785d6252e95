package plimsoll.hub.repositories;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.FileChange;
import plimsoll.domain.repository.FileChange.WriteLarge;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.CommitOutcome.Accepted;
import plimsoll.hub.repositories.CommitOutcome.Busy;
import plimsoll.hub.repositories.CommitOutcome.HeadMoved;
import plimsoll.hub.repositories.CommitOutcome.LargeFileMissing;
import plimsoll.hub.repositories.CommitOutcome.NoBranch;
import plimsoll.hub.repositories.CommitOutcome.NothingToDelete;
import plimsoll.hub.repositories.CommitOutcome.Unfit;
import plimsoll.hub.repositories.RecentCommits.Asked;
import plimsoll.hub.repositories.Repositories.CommitOrder;
import plimsoll.hub.repositories.Repositories.PathConflict;

/// Takes a commit over the Hub API: all of it, or nothing.
///
/// The branch's move, the link of each large file, the memory of the request, what listings say from now on and the
/// journal's entry are one transaction. Safe for use by any number of threads and processes.
public final class AcceptCommit {
    /// Every lost compare-and-set means that somebody else's commit got in; as many in a row is a branch too busy.
    private static final int MAX_ATTEMPTS = 32;

    private final Repositories repositories;
    private final LargeFiles largeFiles;
    private final ClaimLargeFile claims;
    private final RecentCommits recent;
    private final Transactions transactions;
    private final SumFiles sums;
    private final RecordMoves moves;
    private final InstantSource clock;
    private final BranchQueue queue = new BranchQueue();

    /// Commits to what `repositories` and `largeFiles` keep.
    public AcceptCommit(
            Repositories repositories,
            LargeFiles largeFiles,
            ClaimLargeFile claims,
            RecentCommits recent,
            Transactions transactions,
            SumFiles sums,
            RecordMoves moves,
            InstantSource clock) {
        this.repositories = repositories;
        this.largeFiles = largeFiles;
        this.claims = claims;
        this.recent = recent;
        this.transactions = transactions;
        this.sums = sums;
        this.moves = moves;
        this.clock = clock;
    }

    /// Commits what `request` asks for, or says why not.
    public CommitOutcome accept(Pass pass, CommitRequest request) throws IOException {
        pass.require(Intent.WRITE);
        var target = CommitTarget.of(request.revision());
        if (target.isEmpty()) {
            return new NoBranch(request.revision());
        }
        var changes = new ArrayList<FileChange>(request.changes().size());
        for (var change : request.changes()) {
            var said = settle(pass, change, changes);
            if (said.isPresent()) {
                return said.get();
            }
        }
        var ref = target.get();
        var asked = new Asked(
                pass.repository().id(),
                ref,
                pass.recipient().actor(),
                request.parent(),
                ChangeDigest.of(request, changes));
        var order = new Order(pass, request, ref, changes, asked);
        return queue.await(asked.repository(), ref, () -> attempt(order)).orElseGet(Busy::new);
    }

    // Adds the change in full to `changes`, or says why there can be none.
    private Optional<CommitOutcome> settle(Pass pass, CommitRequest.Change change, List<FileChange> changes)
            throws IOException {
        switch (change) {
            case CommitRequest.Change.Whole(WriteLarge(var path, var content, var sizeBytes)) -> {
                if (sizeBytes == 0) { // git-lfs has no pointer for an empty file
                    changes.add(new FileChange.Write(path, Bytes.copyOf(new byte[0])));
                    return Optional.empty();
                }
                var file = claims.find(pass.recipient(), pass.repository().id(), content);
                if (file.isEmpty()) {
                    return Optional.of(new LargeFileMissing(path));
                }
                if (file.get().sizeBytes() != sizeBytes) {
                    return Optional.of(new Unfit("'%s' has %d bytes, not %d."
                            .formatted(path, file.get().sizeBytes(), sizeBytes)));
                }
                changes.add(new WriteLarge(path, content, sizeBytes));
            }
            case CommitRequest.Change.Whole(var whole) -> changes.add(whole);
            case CommitRequest.Change.ByName(var path, var content) -> {
                var file = claims.find(pass.recipient(), pass.repository().id(), content);
                if (file.isEmpty()) {
                    return Optional.of(new LargeFileMissing(path));
                }
                changes.add(new WriteLarge(path, content, file.get().sizeBytes()));
            }
        }
        return Optional.empty();
    }

    private CommitOutcome attempt(Order order) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var head = Optional.ofNullable(
                    repositories.refs(order.asked.repository()).get(order.ref));
            if (head.isEmpty() && !order.ref.equals(RefName.MAIN)) {
                return new NoBranch(order.request.revision());
            }
            var replayed = replayed(order, head);
            if (replayed.isPresent()) {
                return new Accepted(replayed.get(), true);
            }
            var parent = order.request.parent();
            if (parent.isPresent()
                    && head.filter(oid -> oid.hex().startsWith(parent.get())).isEmpty()) {
                return new HeadMoved(head);
            }
            var outcome = land(order, head);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new Busy();
    }

    // The commit that this very request made already, if it is still in the branch and doing it again would change
    // nothing.
    private Optional<GitOid> replayed(Order order, Optional<GitOid> head) throws IOException {
        if (head.isEmpty()) {
            return Optional.empty();
        }
        var made = recent.recall(order.asked, clock.instant().minus(RecentCommits.KEPT));
        return made.isPresent()
                        && new Replay(repositories, order.asked.repository(), head.get())
                                .isIdle(made.get(), commitOrder(order, head, order.changes))
                ? made.map(RecentCommits.Made::commit)
                : Optional.empty();
    }

    // Empty when another commit got in first.
    private Optional<CommitOutcome> land(Order order, Optional<GitOid> head) throws IOException {
        var tracked = new TrackLargeFiles(repositories, order.pass.repository()).with(order.changes, head);
        try (var prepared = repositories.prepare(order.asked.repository(), commitOrder(order, head, tracked))) {
            var objection = sums.objection(prepared.moves(), prepared);
            if (objection.isPresent()) {
                return objection.map(Unfit::new);
            }
            var record = moves.prepare(order.pass, prepared.moves(), prepared);
            boolean landed = transactions.<Boolean, IOException>run(() -> {
                if (!prepared.land()) {
                    return false;
                }
                commitLarge(order);
                recent.remember(order.asked, prepared.oid(), clock.instant());
                record.take();
                return true;
            });
            return landed ? Optional.of(new Accepted(prepared.oid(), false)) : Optional.empty();
        } catch (Vanished e) {
            return Optional.of(new LargeFileMissing(e.path));
        } catch (PathConflict e) {
            return Optional.of(
                    switch (e.kind()) {
                        case ABSENT -> new NothingToDelete(String.valueOf(e.getMessage()));
                        case FILE_AND_FOLDER -> new Unfit(String.valueOf(e.getMessage()));
                    });
        }
    }

    private void commitLarge(Order order) throws IOException {
        var files = new HashSet<Sha256>();
        for (var change : order.changes) {
            if (change instanceof WriteLarge large && files.add(large.content())) {
                link(order.pass, large);
            }
        }
        if (!files.isEmpty()) {
            largeFiles.commit(order.asked.repository(), files);
        }
    }

    private void link(Pass pass, WriteLarge large) throws IOException {
        if (claims.link(pass.recipient(), pass.repository().id(), large.content())
                .isEmpty()) {
            throw new Vanished(large.path());
        }
    }

    private static CommitOrder commitOrder(Order order, Optional<GitOid> head, List<FileChange> changes) {
        return new CommitOrder(
                order.ref, head, changes, order.request.title(), order.request.message(), order.asked.actor());
    }

    private record Order(Pass pass, CommitRequest request, RefName ref, List<FileChange> changes, Asked asked) {}

    /// A large file went between the look at it and the transaction; thrown to undo all of it.
    private static final class Vanished extends IOException {
        private static final long serialVersionUID = 1;
        private final transient FilePath path;

        Vanished(FilePath path) {
            super("a large file went while it was being committed: " + path);
            this.path = path;
        }
    }
}
