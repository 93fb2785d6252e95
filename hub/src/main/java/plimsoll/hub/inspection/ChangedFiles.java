package plimsoll.hub.inspection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;
import plimsoll.hub.repositories.Snapshot;

/// The files that one commit has and another has not, at the same path. Folders that are the same are not looked into.
final class ChangedFiles {
    private final Snapshot after;
    private final List<Entry> found = new ArrayList<>();

    private ChangedFiles(Snapshot after) {
        this.after = after;
    }

    /// Those of `after` that differ from `before`; without one, all of them.
    static List<Entry> between(Optional<Snapshot> before, Snapshot after) throws IOException {
        var changed = new ChangedFiles(after);
        var root = before.isPresent() ? Optional.of(before.get().tree()) : Optional.<GitOid>empty();
        changed.compare(before, root, after.tree(), "");
        return changed.found;
    }

    private void compare(Optional<Snapshot> before, Optional<GitOid> old, GitOid now, String folder)
            throws IOException {
        if (old.filter(now::equals).isPresent()) {
            return;
        }
        var known = before.isPresent() && old.isPresent()
                ? byName(before.get().list(old.get()))
                : Map.<FilePath, Entry>of();
        for (var entry : after.list(now)) {
            var was = Optional.ofNullable(known.get(entry.path()));
            if (entry instanceof Entry.Folder below) {
                var same = was.filter(Entry.Folder.class::isInstance).map(Entry::oid);
                compare(before, same, below.oid(), folder + below.path().text() + "/");
            } else if (was.filter(other -> other.oid().equals(entry.oid())).isEmpty()) {
                found.add(
                        folder.isEmpty() ? entry : entry.below(new FilePath(folder.substring(0, folder.length() - 1))));
            }
        }
    }

    private static Map<FilePath, Entry> byName(List<Entry> entries) {
        var named = new HashMap<FilePath, Entry>();
        entries.forEach(entry -> named.put(entry.path(), entry));
        return named;
    }
}
