package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// A folder of a repository.
///
/// @param crumbs the way to it
/// @param revisions what other revisions to look at
/// @param newest the newest commit of the revision; empty before the first
/// @param files what is in it
/// @param up the folder above; empty at the root
/// @param start the first page's address; empty on the first page
/// @param next the next page's address; empty on the last
/// @param upload where to add files; empty for those who may not, and away from branches
/// @param storage what the repository's large files take; empty for those who may not write, and in folders
/// @param held why only its publisher sees this revision, when that is so
public record FileTree(
        List<Crumb> crumbs,
        RevisionMenu revisions,
        Optional<CommitLine> newest,
        List<File> files,
        Optional<String> up,
        Optional<String> start,
        Optional<String> next,
        Optional<String> upload,
        Optional<Storage> storage,
        Optional<HeldCommit> held) {
    public FileTree {
        crumbs = List.copyOf(crumbs);
        files = List.copyOf(files);
    }

    /// What the large files of a repository take, of every revision together.
    ///
    /// @param logical how large they are
    /// @param stored what the store keeps for them
    /// @param saved what their common parts, and compression, save
    public record Storage(String logical, String stored, String saved) {}

    /// One line: a folder or a file.
    ///
    /// @param name its name in the folder
    /// @param url its page
    /// @param folder whether it is a folder
    /// @param large whether its bytes are in the blob store
    /// @param size its size; empty for folders
    /// @param download where its bytes are; empty for folders
    /// @param last the newest commit that changed it, when found
    /// @param warning what its inspection said, unless it is safe
    public record File(
            String name,
            String url,
            boolean folder,
            boolean large,
            Optional<String> size,
            Optional<String> download,
            Optional<CommitLine> last,
            Optional<String> warning) {}
}
