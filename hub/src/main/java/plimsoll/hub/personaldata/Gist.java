package plimsoll.hub.personaldata;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.personaldata.Certainty;
import plimsoll.domain.personaldata.Findings;

/// What the scan of all files of a commit comes to.
///
/// @param commit which commit
/// @param most how certain the most certain finding is; empty where nothing was found but what is known to be nobody's
/// @param unread how many files were not read whole
public record Gist(GitOid commit, Optional<Certainty> most, long unread) {
    /// Of these scans, one of each file.
    public static Gist of(GitOid commit, Collection<FileScan> files) {
        return new Gist(
                commit,
                files.stream()
                        .flatMap(scan -> scan.findings().counts().stream())
                        .map(Findings.Count::certainty)
                        .filter(certainty -> certainty != Certainty.EXAMPLE)
                        .max(Comparator.naturalOrder()),
                files.stream().filter(scan -> scan.unreadBytes() > 0).count());
    }
}
