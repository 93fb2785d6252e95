package plimsoll.hub.repositories;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;

/// Counts downloads, cheaply: a map in memory that a job writes to the tables now and then. What was not written yet is
/// lost when the process dies; figures of popularity may be.
///
/// What counts as one download of a model is one `GET` of a file that whoever loads the model asks for once: a
/// configuration at the root (`config.json`, `adapter_config.json`, `model_index.json`, ...) or a `.gguf` file, which
/// needs no configuration. Of a dataset or Space every file counts but its card and git's own settings. The same client
/// counts once in five minutes for a repository, however many files or ranges it asks for; `HEAD` never counts.
///
/// Safe for use by any number of threads.
public final class CountDownload {
    /// How long a client that comes back is still the same download.
    public static final Duration ONE_DOWNLOAD = Duration.ofMinutes(5);
    /// Clients remembered; beyond, the longest known is forgotten and may count again.
    private static final int MAX_CLIENTS = 100_000;

    private static final Set<String> CONFIGURATIONS = Set.of(
            "config.json",
            "config.yaml",
            "hyperparams.yaml",
            "params.json",
            "meta.yaml",
            "adapter_config.json",
            "model_index.json",
            "config_sentence_transformers.json",
            "tokenizer.model");
    private static final Set<String> NO_CONTENT = Set.of("README.md", ".gitattributes", ".gitignore");

    private final Popularity popularity;
    private final InstantSource clock;
    private final Map<Client, Instant> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Instant> eldest) {
            return size() > MAX_CLIENTS;
        }
    };
    private Map<RepositoryId, Long> pending = new HashMap<>();

    /// A counter that writes to `popularity`.
    public CountDownload(Popularity popularity, InstantSource clock) {
        this.popularity = popularity;
        this.clock = clock;
    }

    /// Notes that a file was asked for with `GET`.
    ///
    /// @param client what tells clients apart: an account's name or an address
    public void count(Repository repository, FilePath file, String client) {
        if (!counts(repository.kind(), file.text())) {
            return;
        }
        var now = Instant.ofEpochMilli(clock.millis());
        var who = new Client(repository.id(), client.hashCode());
        synchronized (seen) {
            var last = seen.get(who);
            if (last == null || last.plus(ONE_DOWNLOAD).isBefore(now)) {
                seen.remove(who); // so that it becomes the youngest
                seen.put(who, now);
                pending.merge(repository.id(), 1L, Long::sum);
            }
        }
    }

    /// Writes down what was counted. To be run every minute or so, and at the end.
    public void flush() {
        Map<RepositoryId, Long> counted;
        synchronized (seen) {
            counted = pending;
            pending = new HashMap<>();
        }
        popularity.add(LocalDate.ofInstant(Instant.ofEpochMilli(clock.millis()), ZoneOffset.UTC), counted);
    }

    static boolean counts(RepoKind kind, String path) {
        return switch (kind) {
            case MODEL -> CONFIGURATIONS.contains(path) || path.endsWith(".gguf");
            case DATASET, SPACE -> !NO_CONTENT.contains(path);
        };
    }

    /// A hash of the client is enough: two that share one count as one, and nobody's address is kept.
    private record Client(RepositoryId repository, int client) {}
}
