package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;

/// Tells which components the files of a commit make up. As with `SumFiles`, what is known of a folder is kept, and a
/// commit costs what it changes; but which component a file belongs to may follow from where the folder is.
///
/// Safe for any number of threads.
final class SortFiles {
    /// Folders that are remembered; at some 300 bytes each, 3 MB.
    private static final int REMEMBERED = 10_000;

    private final Recent<Place, Sorted> known = new Recent<>(REMEMBERED);

    /// What the files at and below a folder make up.
    ///
    /// @param components the components of which there are files
    /// @param weightBytes the size of its weights, by their component or as files whose headers could be read
    /// @param digest the hash over names and contents of what the repository is all about
    record Sorted(Set<Component> components, long weightBytes, Optional<Sha256> digest) {}

    private record Place(GitOid tree, String folder, RepoKind kind, FileRules rules) {}

    /// Sorts the files of a commit.
    ///
    /// @param rules which component a file belongs to, in a repository of `kind`
    Sorted of(Snapshot commit, RepoKind kind, FileRules rules) throws IOException {
        return of(commit, new Place(commit.tree(), "", kind, rules));
    }

    private Sorted of(Snapshot commit, Place place) throws IOException {
        var before = known.get(place);
        if (before.isPresent()) {
            return before.get();
        }
        var components = EnumSet.noneOf(Component.class);
        long weightBytes = 0;
        var about = FileRules.about(place.kind);
        var lines = new StringBuilder();
        for (var each : commit.list(place.tree)) {
            var entry = place.folder.isEmpty() ? each : each.below(new FilePath(place.folder));
            if (entry instanceof Entry.Folder folder) {
                var below = new Place(folder.oid(), folder.path().text(), place.kind, place.rules);
                var sorted = of(commit, below);
                components.addAll(sorted.components);
                weightBytes += sorted.weightBytes;
                sorted.digest.ifPresent(digest -> line(lines, "folder", digest.hex(), each));
            } else {
                var component = place.rules.of(place.kind, entry.path());
                components.add(component);
                if (component == about) {
                    line(lines, "file", content(each), each);
                }
                boolean weights = component == Component.WEIGHTS
                        || CountParameters.isWeights(entry.path().text());
                weightBytes += weights ? entry.contentBytes() : 0;
            }
        }
        var sorted = new Sorted(
                Collections.unmodifiableSet(components),
                weightBytes,
                lines.isEmpty() ? Optional.empty() : Optional.of(Sha256.ofUtf8(lines.toString())));
        known.put(place, sorted);
        return sorted;
    }

    // No name in git has a zero in it.
    private static void line(StringBuilder lines, String kind, String hash, Entry entry) {
        lines.append(kind)
                .append(' ')
                .append(hash)
                .append(' ')
                .append(entry.path().fileName())
                .append('\0');
    }

    private static String content(Entry file) {
        return file instanceof Entry.LargeFile large
                ? large.pointer().content().hex()
                : file.oid().hex();
    }
}
