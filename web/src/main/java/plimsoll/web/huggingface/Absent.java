package plimsoll.web.huggingface;

import plimsoll.domain.content.GitOid;
import plimsoll.web.http.Response;

/// What clients are told of things that are not there, in the codes they switch on.
final class Absent {
    private Absent() {}

    static Response revision(String revision) {
        return Response.error(404, "RevisionNotFound", "Invalid rev id: " + revision);
    }

    /// With the commit that was searched: clients remember that it has no such file.
    static Response file(GitOid commit) {
        return file().with("X-Repo-Commit", commit.hex());
    }

    /// In a repository that has no commit yet.
    static Response file() {
        return Response.error(404, "EntryNotFound", "Entry not found");
    }
}
