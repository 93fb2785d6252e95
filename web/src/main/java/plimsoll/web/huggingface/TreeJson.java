package plimsoll.web.huggingface;

import java.util.Optional;
import plimsoll.domain.repository.Entry;
import plimsoll.hub.repositories.ReadTree.Line;

/// One line of a tree as clients read it.
///
/// @param type `file` or `directory`
/// @param oid git's name for it
/// @param size in bytes, a large file's own; 0 for a folder
/// @param path where it is
/// @param lfs what a large file is called
/// @param lastCommit the newest commit that changed it
record TreeJson(String type, String oid, long size, String path, Optional<Lfs> lfs, Optional<LastCommit> lastCommit) {
    static TreeJson of(Line line) {
        var last = line.lastCommit()
                .map(commit -> new LastCommit(commit.oid().hex(), commit.title(), Timestamp.iso(commit.at())));
        return switch (line.entry()) {
            case Entry.Folder(var path, var oid) ->
                new TreeJson("directory", oid.hex(), 0, path.text(), Optional.empty(), last);
            case Entry.SmallFile(var path, var oid, var sizeBytes) ->
                new TreeJson("file", oid.hex(), sizeBytes, path.text(), Optional.empty(), last);
            case Entry.LargeFile(var path, var oid, var pointerBytes, var pointer) -> {
                var lfs = new Lfs(pointer.content().hex(), pointer.sizeBytes(), pointerBytes);
                yield new TreeJson("file", oid.hex(), pointer.sizeBytes(), path.text(), Optional.of(lfs), last);
            }
        };
    }

    /// @param oid the SHA-256
    record Lfs(String oid, long size, long pointerSize) {}

    record LastCommit(String id, String title, String date) {}
}
