package plimsoll.backends.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PreUploadHook;
import org.eclipse.jgit.transport.UploadPack;
import plimsoll.domain.content.GitOid;
import plimsoll.hub.repositories.GitWire.FetchDesk;

/// Tells the desk of a fetch when its pack is about to be sent, and the fetcher what the desk says. Protocol 2 lists
/// refs with the same kind of request; that sends no pack, and is not told.
final class NotedFetch implements PreUploadHook {
    private final FetchDesk desk;

    NotedFetch(FetchDesk desk) {
        this.desk = desk;
    }

    @Override
    public void onBeginNegotiateRound(UploadPack upload, Collection<? extends ObjectId> wants, int offered) {
        // nothing is taken yet
    }

    @Override
    public void onEndNegotiateRound(
            UploadPack upload, Collection<? extends ObjectId> wants, int common, int unknown, boolean ready) {
        // nothing is taken yet
    }

    @Override
    public void onSendPack(
            UploadPack upload, Collection<? extends ObjectId> wants, Collection<? extends ObjectId> haves) {
        if (wants.isEmpty()) {
            return;
        }
        try {
            desk.taken(commits(upload, wants)).forEach(upload::sendMessage);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // JGit tells the fetcher, sends nothing, and passes it on
        }
    }

    // Who fills in a partial clone asks for files, many at a time; that they were here is enough.
    private static List<GitOid> commits(UploadPack upload, Collection<? extends ObjectId> wants) throws IOException {
        var commits = new ArrayList<GitOid>();
        for (var wanted : wants) {
            if (upload.getRevWalk().peel(upload.getRevWalk().parseAny(wanted)) instanceof RevCommit commit) {
                commits.add(Oids.ours(commit));
            }
        }
        return commits.isEmpty() ? List.of(Oids.ours(wants.iterator().next())) : commits;
    }
}
