package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;

/// A commit's tree for somebody who may not know of all that is in it: files they may not know of are not there, nor
/// are folders with nothing else in them. For one request of one thread.
final class PartialTree {
    private static final int AT_ONCE = 1_000;
    /// As many entries as a repository may have; what comes after them is not shown.
    private static final int MAX_ENTRIES = 200_000;

    private final Repositories repositories;
    private final Pass pass;
    private final GitOid commit;

    PartialTree(Repositories repositories, Pass pass, GitOid commit) {
        this.repositories = repositories;
        this.pass = pass;
        this.commit = commit;
    }

    /// A stretch of a folder, one longer than the page where there is more; empty when they see no such folder.
    Optional<List<Entry>> list(ReadTree.Question question) throws IOException {
        var below = below(question.folder());
        if (below.isEmpty() || (below.get().isEmpty() && !question.folder().isEmpty())) {
            return Optional.empty();
        }
        var folders = folders(below.get());
        var page = new ArrayList<Entry>();
        boolean begun = question.after().isEmpty();
        for (var entry : below.get()) {
            boolean shown = !(entry instanceof Entry.Folder)
                    || folders.contains(entry.path().text());
            boolean here = question.recursive() || entry.path().folder().equals(question.folder());
            if (begun && shown && here && page.size() <= question.limit()) {
                page.add(entry);
            }
            begun |= entry.path().text().equals(question.after());
        }
        return Optional.of(page);
    }

    /// Whether they see the folder at `path`.
    boolean folder(FilePath path) throws IOException {
        return below(path.text())
                .filter(entries ->
                        !folders(entries).isEmpty() || entries.stream().anyMatch(PartialTree::isFile))
                .isPresent();
    }

    // What is below a folder, all the way down, without the files they may not know of.
    private Optional<List<Entry>> below(String folder) throws IOException {
        var seen = new ArrayList<Entry>();
        var after = "";
        for (int read = 0; read < MAX_ENTRIES; read += AT_ONCE) {
            var page = repositories.list(pass.repository().id(), commit, folder, true, after, AT_ONCE);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            page.get().stream()
                    .filter(entry -> !isFile(entry) || pass.sees(entry.path()))
                    .forEach(seen::add);
            if (page.get().size() < AT_ONCE) {
                break;
            }
            after = page.get().getLast().path().text();
        }
        return seen.stream().anyMatch(PartialTree::isFile) || folder.isEmpty()
                ? Optional.of(seen)
                : Optional.of(List.of());
    }

    private static Set<String> folders(List<Entry> entries) {
        var folders = new HashSet<String>();
        for (var entry : entries) {
            for (var at = isFile(entry) ? entry.path().folder() : "";
                    !at.isEmpty() && folders.add(at);
                    at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
                // each folder above a file they see
            }
        }
        return folders;
    }

    private static boolean isFile(Entry entry) {
        return !(entry instanceof Entry.Folder);
    }
}
