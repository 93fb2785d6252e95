package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// The commits of a revision, newest first.
///
/// @param revisions what other revisions to look at
/// @param total how many there are in all
/// @param commits those on this page
/// @param newer the page before; empty on the first
/// @param older the page after; empty on the last
public record History(
        RevisionMenu revisions,
        String total,
        List<CommitLine> commits,
        Optional<String> newer,
        Optional<String> older) {
    public History {
        commits = List.copyOf(commits);
    }
}
