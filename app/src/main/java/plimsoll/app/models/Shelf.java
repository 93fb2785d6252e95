package plimsoll.app.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plimsoll.app.models.NotFetched.Kind;

/// A repository on a hub as its main branch is now, and its files one by one.
///
/// @param commit where main stands
record Shelf(HubFiles hub, String repository, String commit, List<Entry> entries) {
    Shelf {
        entries = List.copyOf(entries);
    }

    static Shelf of(HubFiles hub, String repository) throws IOException, InterruptedException {
        var commit = hub.commit(repository, "main");
        return new Shelf(hub, repository, commit, hub.list(repository, commit));
    }

    Optional<Entry> entry(String path) {
        return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
    }

    /// Brings a file, if there is one.
    ///
    /// @throws NotFetched also when it is larger than that
    boolean bring(String path, long mostBytes, Path target, Progress progress)
            throws IOException, InterruptedException {
        var entry = entry(path);
        if (entry.isEmpty()) {
            return false;
        }
        if (entry.get().sizeBytes() > mostBytes) {
            throw new NotFetched(
                    Kind.BROKEN, "%s of %s is larger than %,d MiB".formatted(path, repository, mostBytes >> 20));
        }
        new Download(hub, repository, commit, progress).bring(entry.get(), target);
        return true;
    }
}
