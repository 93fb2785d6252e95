package plimsoll.hub.inspection;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.release.Hold;
import plimsoll.domain.repository.Entry;
import plimsoll.domain.repository.RefName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Repositories;

/// Finds the commits of a history that have bad files. Where there are too many of either to look through, it takes
/// all for bad.
final class FindHolders {
    /// More bad files than this are not looked for one by one.
    private static final int MOST_FILES = 500;

    /// A longer history counts as bad from there back.
    private static final int MOST_COMMITS = 5_000;

    private static final int AT_ONCE = 200;

    private final Repositories repositories;
    private final RepositoryId id;
    private final Map<GitOid, Hold> holds = new LinkedHashMap<>();

    FindHolders(Repositories repositories, RepositoryId id) {
        this.repositories = repositories;
        this.id = id;
    }

    /// What is to be held of what `refs` reach.
    ///
    /// @param bad the bad files, at each place they have, and what is wrong with each
    List<Hold> of(Map<RefName, GitOid> refs, Map<Entry, String> bad) throws IOException {
        if (bad.isEmpty()) {
            return List.of();
        }
        var tips = Set.copyOf(refs.values());
        var seen = new HashSet<GitOid>();
        for (var tip : tips) {
            search(tip, bad, seen);
        }
        var found = Set.copyOf(holds.values());
        for (var tip : tips) {
            if (!holds.containsKey(tip)) {
                follows(tip, found).ifPresent(hold -> holds.put(tip, new Hold(tip, true, after(hold))));
            }
        }
        return List.copyOf(holds.values());
    }

    private void search(GitOid tip, Map<Entry, String> bad, Set<GitOid> seen) throws IOException {
        for (int skip = 0; skip < MOST_COMMITS; skip += AT_ONCE) {
            var commits = repositories.history(id, tip, skip, AT_ONCE);
            for (var commit : commits) {
                if (seen.add(commit.oid())) {
                    why(commit.oid(), bad).ifPresent(why -> holds.put(commit.oid(), new Hold(commit.oid(), true, why)));
                }
            }
            if (commits.size() < AT_ONCE) {
                return;
            }
        }
        for (var commit : repositories.history(id, tip, MOST_COMMITS, 1)) {
            holds.put(commit.oid(), new Hold(commit.oid(), true, "Its history is too long to look for bad files."));
        }
    }

    private Optional<String> why(GitOid commit, Map<Entry, String> bad) throws IOException {
        if (bad.size() > MOST_FILES) {
            return bad.values().stream().findFirst();
        }
        for (var file : bad.entrySet()) {
            var there = repositories.find(id, commit, file.getKey().path());
            if (there.filter(entry -> isSame(entry, file.getKey())).isPresent()) {
                return Optional.of(file.getValue());
            }
        }
        return Optional.empty();
    }

    // Two pointers may name one large file in different words.
    static boolean isSame(Entry entry, Entry file) {
        return !(entry instanceof Entry.Folder) && Verdicts.Subject.of(entry).equals(Verdicts.Subject.of(file));
    }

    private Optional<Hold> follows(GitOid tip, Collection<Hold> found) throws IOException {
        for (var hold : found) {
            if (repositories.reaches(id, List.of(tip), hold.commit())) {
                return Optional.of(hold);
            }
        }
        return Optional.empty();
    }

    private static String after(Hold hold) {
        return "It follows commit %s, which git hands out with it; squash the history to be rid of that. %s"
                .formatted(hold.commit().hex().substring(0, 10), hold.reason());
    }
}
