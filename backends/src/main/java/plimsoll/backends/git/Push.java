package plimsoll.backends.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.internal.submodule.SubmoduleValidator.SubmoduleValidationException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.backends.git.NewFiles.Unwelcome;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.repositories.GitWire.Brought;
import plimsoll.hub.repositories.GitWire.PushDesk;

/// One push: its objects are taken into quarantine and checked, then judged as a whole, then land as a whole.
final class Push extends ReceivePack {
    /// Files beyond this size belong in git-lfs: git would compress, hash and copy them whole again and again.
    static final long MAX_OBJECT_BYTES = 10L << 20;
    /// A pack of small files only: 100,000 of them compress to far less.
    static final long MAX_PACK_BYTES = 2L << 30;
    /// Room for some 20,000 refs in one push.
    private static final long MAX_COMMAND_BYTES = 4L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Push.class);

    private final StoredRepository repository;
    private final FileFacts facts;
    private final PushDesk desk;
    private List<Brought> files = List.of();

    Push(StoredRepository repository, FileFacts facts, PushDesk desk) {
        super(repository);
        this.repository = repository;
        this.facts = facts;
        this.desk = desk;
        setBiDirectionalPipe(false);
        setAllowPushOptions(false);
        setCheckReferencedObjectsAreReachable(true);
        setMaxObjectSizeLimit(MAX_OBJECT_BYTES);
        setMaxPackSizeLimit(MAX_PACK_BYTES);
        setMaxCommandBytes(MAX_COMMAND_BYTES);
        setMaxCommandDiscardBytes(MAX_COMMAND_BYTES);
        setPreReceiveHook((_, commands) -> judge(commands));
        repository.getRefDatabase().tell(moves -> desk.landed(moves, files));
    }

    // What the pusher got wrong is said; what broke here is only logged.
    @Override
    protected void receivePackAndCheckConnectivity()
            throws IOException, LargeObjectException, SubmoduleValidationException {
        try {
            super.receivePackAndCheckConnectivity();
        } catch (TooLargeObjectInPackException | LargeObjectException e) {
            throw new IOException(
                    "a file is larger than %d MiB; larger ones belong in git-lfs (git lfs track, git lfs migrate)"
                            .formatted(MAX_OBJECT_BYTES >> 20),
                    e);
        } catch (CorruptObjectException | MissingObjectException | PackProtocolException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (e.getClass().getPackageName().startsWith("org.eclipse.jgit")) {
                throw e; // about the pack
            }
            LOG.error("a push to {} could not be received", repository.id(), e);
            throw new IOException("the hub failed to take the pack; nothing was changed, push again later", e);
        }
    }

    private void judge(Collection<ReceiveCommand> commands) {
        var pending = List.copyOf(commands);
        try {
            if (pending.size() < getAllCommands().size()) {
                throw new Unwelcome("another ref of this push was refused");
            }
            for (var command : pending) {
                checkName(command);
            }
            var moves = pending.stream().map(RefTransaction::move).toList();
            files = new NewFiles(getRevWalk().getObjectReader(), facts).between(tipsBefore(), tipsAfter(pending));
            var refusal = desk.refuse(moves, files, commit -> new StoredSnapshot(repository, facts, commit));
            if (refusal.isPresent()) {
                throw new Unwelcome(refusal.get());
            }
        } catch (Unwelcome e) {
            RefTransaction.refuse(pending, e.why());
        } catch (IOException | RuntimeException e) {
            LOG.error("a push to {} could not be judged", repository.id(), e);
            RefTransaction.refuse(pending, "the hub failed; nothing was changed, push again later");
        }
    }

    private static void checkName(ReceiveCommand command) throws Unwelcome {
        var name = command.getRefName();
        if (!RefName.isRefName(name) || new RefName(name).isPull()) {
            throw new Unwelcome("only branches (refs/heads/) and tags (refs/tags/) can be pushed");
        }
        if (name.equals(RefName.MAIN.text()) && command.getType() == ReceiveCommand.Type.DELETE) {
            throw new Unwelcome("main is the branch that visitors see; it cannot be deleted");
        }
    }

    private Collection<ObjectId> tipsBefore() throws IOException {
        var tips = new ArrayList<ObjectId>();
        for (var ref : repository.getRefDatabase().getRefs()) {
            var id = ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
            if (id != null) {
                tips.add(id);
            }
        }
        return tips;
    }

    // A branch names a commit; a tag a commit, or a tag object about one.
    private static ObjectId commitOf(RevWalk walk, ReceiveCommand command) throws IOException, Unwelcome {
        var object = walk.parseAny(command.getNewId());
        boolean branch = command.getRefName().startsWith("refs/heads/");
        if (!((branch ? object : walk.peel(object)) instanceof RevCommit commit)) {
            throw new Unwelcome("%s would not name a commit".formatted(command.getRefName()));
        }
        return commit.copy();
    }

    private Collection<ObjectId> tipsAfter(List<ReceiveCommand> commands) throws IOException, Unwelcome {
        var tips = new ArrayList<ObjectId>();
        try (var walk = new RevWalk(repository)) {
            for (var command : commands) {
                if (command.getType() != ReceiveCommand.Type.DELETE) {
                    tips.add(commitOf(walk, command));
                }
            }
        }
        return tips;
    }
}
