package plimsoll.backends.git;

import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import plimsoll.domain.content.GitOid;

/// Object names, ours and JGit's.
final class Oids {
    private Oids() {}

    static ObjectId jgit(GitOid oid) {
        return ObjectId.fromString(oid.hex());
    }

    static GitOid ours(AnyObjectId id) {
        return new GitOid(id.name());
    }
}
