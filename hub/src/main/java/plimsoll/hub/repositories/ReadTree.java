package plimsoll.hub.repositories;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Commit;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.FilePath;

/// Lists what is in a repository, each file named as its reader will receive it.
public final class ReadTree {
    private final Repositories repositories;
    private final NameBytes names;
    private final ShownRefs refs;

    /// Reads from `repositories`.
    public ReadTree(Repositories repositories, NameBytes names) {
        this.repositories = repositories;
        this.names = names;
        this.refs = new ShownRefs(repositories);
    }

    /// The commit a revision names to the holder of `pass`; empty when there is none.
    ///
    /// @throws RevisionRecalled when it was called back
    public Optional<GitOid> resolve(Pass pass, String revision) throws IOException {
        return refs.resolve(pass, revision);
    }

    /// Whether the repository has no commit at all yet that the holder of `pass` may see.
    public boolean isEmpty(Pass pass) throws IOException {
        return refs.of(pass).isEmpty();
    }

    /// One page of a folder; empty when the commit has no such folder.
    public Optional<Page<Line>> list(Pass pass, GitOid commit, Question question) throws IOException {
        var id = pass.repository().id();
        var found = pass.seesEverything()
                ? repositories.list(id, commit, question.folder, question.recursive, question.after, question.limit + 1)
                : new PartialTree(repositories, pass, commit).list(question);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var entries = found.get();
        boolean more = entries.size() > question.limit;
        var shown = more ? entries.subList(0, question.limit) : entries;
        var next = more ? Optional.of(shown.getLast().path().text()) : Optional.<String>empty();
        return Optional.of(new Page<>(lines(pass, commit, shown, question.expand), next));
    }

    /// The entries at `paths`, in their order; what is not there is left out.
    public List<Line> at(Pass pass, GitOid commit, Collection<FilePath> paths, boolean expand) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var path : paths) {
            find(pass, commit, path).ifPresent(entries::add);
        }
        return lines(pass, commit, entries, expand);
    }

    private Optional<Entry> find(Pass pass, GitOid commit, FilePath path) throws IOException {
        var found = repositories.find(pass.repository().id(), commit, path);
        if (found.isEmpty() || pass.seesEverything()) {
            return found;
        }
        return found.get() instanceof Entry.Folder
                ? new PartialTree(repositories, pass, commit).folder(path) ? found : Optional.empty()
                : found.filter(_ -> pass.sees(path));
    }

    private List<Line> lines(Pass pass, GitOid commit, List<Entry> entries, boolean expand) throws IOException {
        Map<FilePath, Commit> last = expand
                ? repositories.lastCommits(
                        pass.repository().id(),
                        commit,
                        entries.stream().map(Entry::path).toList())
                : Map.of();
        return entries.stream()
                .map(entry ->
                        new Line(names.entryFor(pass.recipient(), entry), Optional.ofNullable(last.get(entry.path()))))
                .toList();
    }

    /// What to list.
    ///
    /// @param folder below which folder; empty for the root
    /// @param recursive also what lies deeper
    /// @param expand also each entry's last commit
    /// @param after the page begins behind this path: `Page.next` of the one before
    /// @param limit how many on a page
    public record Question(String folder, boolean recursive, boolean expand, String after, int limit) {}

    /// One line of a listing.
    ///
    /// @param entry as its reader sees it
    /// @param lastCommit the newest commit that changed it, where it was asked for
    public record Line(Entry entry, Optional<Commit> lastCommit) {}
}
