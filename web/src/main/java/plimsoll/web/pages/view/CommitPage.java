package plimsoll.web.pages.view;

import java.util.List;

/// One commit and what it changed.
///
/// @param commit the commit
/// @param message the rest of its message, may be empty
/// @param parents the commits it builds on
/// @param tree the files as they were then
/// @param files what it changed
/// @param added how many lines came
/// @param removed how many lines went
/// @param cut whether the difference was too long to show whole
public record CommitPage(
        CommitLine commit,
        String message,
        List<Crumb> parents,
        String tree,
        List<ChangedFile> files,
        String added,
        String removed,
        boolean cut) {
    public CommitPage {
        parents = List.copyOf(parents);
        files = List.copyOf(files);
    }

    /// A file the commit changed.
    ///
    /// @param path where
    /// @param url its page at this commit; where it was removed, that page says so
    /// @param what `added`, `removed`, `renamed` or `changed`
    /// @param lines the difference
    public record ChangedFile(String path, String url, String what, List<Line> lines) {
        public ChangedFile {
            lines = List.copyOf(lines);
        }
    }

    /// A line of a difference.
    ///
    /// @param role `added`, `removed`, `hunk` or `same`
    /// @param text the line, with its sign
    public record Line(String role, String text) {}
}
