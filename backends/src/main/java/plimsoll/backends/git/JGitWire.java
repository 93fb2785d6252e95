package plimsoll.backends.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.SymbolicRef;
import org.eclipse.jgit.transport.AdvertiseRefsHook;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RefMove;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.GitWire;
import plimsoll.hub.repositories.Snapshot;

/// Git's protocol as JGit speaks it, over the repositories of a `GitStore`.
public final class JGitWire implements GitWire {
    private static final Logger LOG = LoggerFactory.getLogger(JGitWire.class);

    private final GitStore store;
    private final FileFacts facts = new FileFacts();

    /// Over `store`.
    public JGitWire(GitStore store) {
        this.store = store;
    }

    @Override
    public void advertise(
            RepositoryId repository,
            Service service,
            Optional<Map<RefName, GitOid>> shown,
            Set<String> parameters,
            OutputStream out)
            throws IOException {
        try (var all = store.write(repository)) {
            var advertiser = new PacketLineOutRefAdvertiser(new PacketLineOut(out));
            switch (service) {
                case UPLOAD_PACK -> {
                    try (var upload = uploadPack(all, shown, parameters)) {
                        upload.sendAdvertisedRefs(advertiser);
                    }
                }
                case RECEIVE_PACK -> new Push(all, facts, new Nobody()).sendAdvertisedRefs(advertiser);
            }
        }
    }

    @Override
    public void upload(
            RepositoryId repository,
            Optional<Map<RefName, GitOid>> shown,
            Set<String> parameters,
            InputStream in,
            OutputStream out,
            FetchDesk desk)
            throws IOException {
        try (var all = store.write(repository);
                var upload = uploadPack(all, shown, parameters)) {
            upload.setPreUploadHook(new NotedFetch(desk));
            upload.upload(in, out, null);
        } catch (ServiceMayNotContinueException e) {
            LOG.debug("a fetch from {} ended early: {}", repository, e.getMessage()); // the client was told
        }
    }

    @Override
    public void receive(
            RepositoryId repository, Set<String> parameters, InputStream in, OutputStream out, PushDesk desk)
            throws IOException {
        try (var all = store.write(repository)) {
            try {
                new Push(all, facts, desk).receive(in, out, null);
            } catch (UnpackException e) {
                LOG.debug("a push to {} was refused: {}", repository, e.getMessage()); // the client was told
            } finally {
                all.getObjectDatabase().discard();
                readToTheEnd(in);
            }
        }
    }

    // A refusal is written before the pack has all come. git first sends, then listens: cut off while it sends, it says
    // "the remote end hung up" and the refusal is lost.
    private static void readToTheEnd(InputStream in) {
        try {
            for (long left = Push.MAX_PACK_BYTES; left > 0; ) {
                long skipped = in.skip(left);
                if (skipped == 0 && in.read() < 0) {
                    return;
                }
                left -= Math.max(1, skipped);
            }
        } catch (IOException e) {
            LOG.debug("the rest of a push did not come: {}", e.toString());
        }
    }

    private static UploadPack uploadPack(
            StoredRepository repository, Optional<Map<RefName, GitOid>> shown, Set<String> parameters) {
        var upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        upload.setExtraParameters(parameters);
        upload.setRequestValidator(new ReachableWants());
        shown.ifPresent(refs -> upload.setAdvertiseRefsHook(new ShowRefs(refs)));
        return upload;
    }

    /// Shows these refs in place of the repository's own, annotated tags as the commits they are about.
    private record ShowRefs(Map<RefName, GitOid> refs) implements AdvertiseRefsHook {
        @Override
        public void advertiseRefs(UploadPack upload) {
            var shown = new HashMap<String, Ref>();
            refs.forEach((name, oid) -> shown.put(name.text(), ref(name.text(), oid)));
            var main = refs.get(RefName.MAIN);
            if (main != null) {
                shown.put(Constants.HEAD, new SymbolicRef(Constants.HEAD, ref(RefName.MAIN.text(), main)));
            }
            upload.setAdvertisedRefs(shown);
        }

        @Override
        public void advertiseRefs(ReceivePack push) {
            throw new IllegalStateException("who pushes sees all");
        }

        private static Ref ref(String name, GitOid oid) {
            return new ObjectIdRef.PeeledNonTag(Ref.Storage.PACKED, name, Oids.jgit(oid));
        }
    }

    /// Whoever only asks what there is to push to.
    private static final class Nobody implements PushDesk {
        @Override
        public Optional<String> refuse(List<RefMove> moves, List<Brought> files, Snapshot.Source commits) {
            return Optional.of("nothing was pushed");
        }

        @Override
        public void landed(List<RefMove> moves, List<Brought> files) {
            throw new IllegalStateException("nothing was pushed");
        }
    }
}
