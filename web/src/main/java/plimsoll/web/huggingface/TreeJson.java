package plimsoll.web.huggingface;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.xet.XetHash;
import plimsoll.hub.inspection.ReadVerdicts.Said;
import plimsoll.hub.repositories.ReadTree.Line;
import plimsoll.hub.xet.Recipes;

/// One line of a tree as clients read it.
///
/// @param type `file` or `directory`
/// @param oid git's name for it
/// @param size in bytes, a large file's own; 0 for a folder
/// @param path where it is
/// @param lfs what a large file is called
/// @param xetHash what Xet calls it, where it can be fetched by its chunks
/// @param lastCommit the newest commit that changed it
/// @param securityFileStatus what an inspection said of it, where that was asked for
record TreeJson(
        String type,
        String oid,
        long size,
        String path,
        Optional<Lfs> lfs,
        Optional<String> xetHash,
        Optional<LastCommit> lastCommit,
        Optional<SecurityJson> securityFileStatus) {
    /// Those of a tree, of whose large files `recipes` may know the chunks, and of whose files this was said.
    static List<TreeJson> of(List<Line> lines, Recipes recipes, Map<FilePath, Said> said) {
        var large = new HashSet<Sha256>();
        for (var line : lines) {
            if (line.entry() instanceof Entry.LargeFile file) {
                large.add(file.pointer().content());
            }
        }
        var ids = recipes.ids(large);
        return lines.stream()
                .map(line -> of(
                        line,
                        ids,
                        Optional.ofNullable(said.get(line.entry().path())).map(SecurityJson::of)))
                .toList();
    }

    private static TreeJson of(Line line, Map<Sha256, XetHash> ids, Optional<SecurityJson> said) {
        var last = line.lastCommit()
                .map(commit -> new LastCommit(commit.oid().hex(), commit.title(), Timestamp.iso(commit.at())));
        return switch (line.entry()) {
            case Entry.Folder(var path, var oid) ->
                new TreeJson("directory", oid.hex(), 0, path.text(), Optional.empty(), Optional.empty(), last, said);
            case Entry.SmallFile(var path, var oid, var sizeBytes) ->
                new TreeJson("file", oid.hex(), sizeBytes, path.text(), Optional.empty(), Optional.empty(), last, said);
            case Entry.LargeFile(var path, var oid, var pointerBytes, var pointer) -> {
                var lfs = new Lfs(pointer.content().hex(), pointer.sizeBytes(), pointerBytes);
                var id = Optional.ofNullable(ids.get(pointer.content())).map(XetHash::toString);
                yield new TreeJson(
                        "file", oid.hex(), pointer.sizeBytes(), path.text(), Optional.of(lfs), id, last, said);
            }
        };
    }

    /// @param oid the SHA-256
    record Lfs(String oid, long size, long pointerSize) {}

    record LastCommit(String id, String title, String date) {}
}
