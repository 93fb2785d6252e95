package plimsoll.hub.repositories;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Hold;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.repositories.GitWire.FetchDesk;
import plimsoll.hub.repositories.GitWire.Service;

/// Hands a repository to git. Git takes a history all or nothing, so whoever may not have all of it gets none of it
/// here, and is sent to the clients that take files one by one.
public final class ServeFetch {
    private final GitWire wire;
    private final Reach reach;
    private final Repositories repositories;
    private final ShownRefs refs;

    /// Over `wire`, of what `reach` says and of the refs in `repositories`.
    public ServeFetch(GitWire wire, Reach reach, Repositories repositories) {
        this.wire = wire;
        this.reach = reach;
        this.repositories = repositories;
        this.refs = new ShownRefs(repositories);
    }

    /// Whether the holder may fetch at all.
    public Admission admit(Pass pass) throws IOException {
        return reach.history(pass.require(Intent.READ));
    }

    /// Tells git what there is to fetch, or to push to.
    public void advertise(Pass pass, Service service, Set<String> parameters, OutputStream out) throws IOException {
        wire.advertise(pass.repository().id(), service, shown(pass), parameters, out);
    }

    /// Answers a fetch of somebody whom `admit` let in; `desk` hears of what they take.
    public void upload(Pass pass, Set<String> parameters, InputStream in, OutputStream out, FetchDesk desk)
            throws IOException {
        wire.upload(pass.repository().id(), shown(pass), parameters, in, out, commits -> {
            keepHeld(pass, commits);
            return desk.taken(commits);
        });
    }

    // A commit may have landed, and its hold with it, between the look at what is shown and git's own at its refs.
    private void keepHeld(Pass pass, List<GitOid> commits) throws IOException {
        var holds = pass.isInsider() ? List.<Hold>of() : pass.holdsNow();
        var id = pass.repository().id();
        var tips = new ArrayList<GitOid>();
        for (var commit : holds.isEmpty() ? List.<GitOid>of() : commits) {
            repositories.resolve(id, commit.hex()).ifPresent(tips::add); // a partial clone asks for files as well
        }
        for (var hold : holds) {
            if (repositories.reaches(id, tips, hold.commit())) {
                throw new IOException("a commit that is asked for is held");
            }
        }
    }

    private Optional<Map<RefName, GitOid>> shown(Pass pass) throws IOException {
        return ShownRefs.seesAll(pass) ? Optional.empty() : Optional.of(refs.of(pass));
    }
}
