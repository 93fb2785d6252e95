package plimsoll.hub.repositories;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Intent;
import plimsoll.domain.repository.Entry.LargeFile;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.content.LargeFiles;
import plimsoll.hub.content.LargeFiles.Linked;

/// Lists the large files a repository keeps, also those no branch names any more: what its storage is spent on.
public final class ListLargeFiles {
    private static final int TREE_PAGE = 1_000;
    /// As many files as a repository may have; names beyond them are not looked for.
    private static final int MAX_ENTRIES = 100_000;

    private final Repositories repositories;
    private final LargeFiles largeFiles;
    private final NameBytes names;

    /// Lists what `largeFiles` keeps and `repositories` names.
    public ListLargeFiles(Repositories repositories, LargeFiles largeFiles, NameBytes names) {
        this.repositories = repositories;
        this.largeFiles = largeFiles;
        this.names = names;
    }

    /// A page of them, by hash.
    ///
    /// @param after `Page.next` of the page before; empty text for the first
    public Page<Stored> list(Pass pass, String after, int limit) throws IOException {
        pass.require(Intent.WRITE);
        var id = pass.repository().id();
        var found = largeFiles.list(id, after, limit + 1);
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        var places = places(
                pass, shown.stream().map(linked -> linked.file().content()).collect(Collectors.toSet()));
        var files = shown.stream()
                .map(linked -> stored(pass, linked, places.get(linked.file().content())))
                .toList();
        return new Page<>(
                files, more ? Optional.of(shown.getLast().file().content().hex()) : Optional.empty());
    }

    private Stored stored(Pass pass, Linked linked, @Nullable Place place) {
        return new Stored(
                linked.file().content(),
                names.nameFor(pass.recipient(), linked.file()),
                linked.linkedAt(),
                Optional.ofNullable(place).map(Place::path),
                Optional.ofNullable(place).map(Place::ref));
    }

    // Where each file is: the main branch's name for it before any other's.
    private Map<Sha256, Place> places(Pass pass, Set<Sha256> wanted) throws IOException {
        var places = new HashMap<Sha256, Place>();
        var left = new HashSet<>(wanted);
        var refs = new LinkedHashMap<>(repositories.refs(pass.repository().id()));
        var main = refs.remove(RefName.MAIN);
        if (main != null) {
            search(pass, RefName.MAIN, main, left, places);
        }
        for (var ref : refs.entrySet()) {
            if (left.isEmpty()) {
                break;
            }
            search(pass, ref.getKey(), ref.getValue(), left, places);
        }
        return places;
    }

    private void search(Pass pass, RefName ref, GitOid tip, Set<Sha256> left, Map<Sha256, Place> places)
            throws IOException {
        var after = "";
        for (int seen = 0; seen < MAX_ENTRIES && !left.isEmpty(); seen += TREE_PAGE) {
            var page = repositories
                    .list(pass.repository().id(), tip, "", true, after, TREE_PAGE)
                    .orElse(List.of());
            for (var entry : page) {
                if (entry instanceof LargeFile file
                        && left.remove(file.pointer().content())) {
                    places.put(file.pointer().content(), new Place(file.path(), ref));
                }
            }
            if (page.size() < TREE_PAGE) {
                return;
            }
            after = page.getLast().path().text();
        }
    }

    private record Place(FilePath path, RefName ref) {}

    /// A large file of a repository.
    ///
    /// @param id what names it to those who run the repository
    /// @param named what it is called to its reader
    /// @param since when the repository got it
    /// @param path where a branch or tag has it; empty when none has it now
    /// @param ref which one
    public record Stored(Sha256 id, Pointer named, Instant since, Optional<FilePath> path, Optional<RefName> ref) {}
}
