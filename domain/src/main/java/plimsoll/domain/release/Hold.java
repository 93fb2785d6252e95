package plimsoll.domain.release;

import plimsoll.domain.content.GitOid;

/// What keeps a commit, and all that follow it, from others than its publisher: its files are not found good, or not
/// yet.
///
/// @param commit which commit
/// @param unsafe whether something was found; else its inspection has not ended
/// @param reason one sentence for its publisher
public record Hold(GitOid commit, boolean unsafe, String reason) {
    /// Of a commit whose files are still to be inspected.
    public static Hold waiting(GitOid commit) {
        return new Hold(commit, false, "Its files are being inspected.");
    }
}
