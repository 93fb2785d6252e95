package plimsoll.app.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import plimsoll.app.models.NotFetched.Kind;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;

/// Finds a model by what somebody typed: a file, a folder, or `namespace/name` on a hub, with `:` and the type or the
/// path of one of its files. What comes from a hub is kept, by commit, under `PLIMSOLL_MODELS` or
/// `~/.cache/plimsoll/models`.
public final class FindModel {
    private static final Pattern REPOSITORY =
            Pattern.compile("([A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95})(?::([\\w./-]{1,300}))?");

    private final Map<String, String> environment;
    private final Path home;
    private final Progress progress;

    /// @param environment which hub, which token, which folder
    /// @param home of whoever asks
    public FindModel(Map<String, String> environment, Path home, Progress progress) {
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.progress = progress;
    }

    /// The file or folder to open.
    ///
    /// @throws NotFetched when there is none, and why
    /// @throws IOException when it cannot be kept here
    public Path find(String name) throws IOException, InterruptedException {
        var local = Path.of(name);
        if (Files.exists(local)) {
            return local;
        }
        var repository = REPOSITORY.matcher(name);
        boolean isFile = name.endsWith(".gguf") && !name.contains(":");
        if (isFile || !repository.matches()) {
            throw new NotFetched(Kind.NOT_FOUND, "there is no file or folder '%s'".formatted(name));
        }
        var file = repository.group(2);
        return fetch(repository.group(1), file == null ? "" : file);
    }

    private Path fetch(String repository, String wanted) throws IOException, InterruptedException {
        var access = HubAccess.of(environment, home);
        try (var hub = new HubFiles(access, RepoKind.MODEL)) {
            var commit = hub.commit(repository, "main");
            var files = ChosenFiles.of(hub.list(repository, commit), wanted);
            var port = access.address().getPort();
            var folder = cache().resolve(access.address().getHost() + (port < 0 ? "" : "_" + port))
                    .resolve(repository)
                    .resolve(commit);
            Files.createDirectories(folder);
            checkRoom(files, folder);
            var download = new Download(hub, repository, commit, progress);
            for (var file : files) {
                download.bring(file, inside(folder, file));
            }
            return files.getFirst().isGguf() ? inside(folder, files.getFirst()) : folder;
        }
    }

    /// A path that a hub names leads to nowhere but into the folder.
    private static Path inside(Path folder, Entry file) throws NotFetched {
        try {
            return folder.resolve(new FilePath(file.path()).text());
        } catch (IllegalArgumentException unfit) {
            throw new NotFetched(Kind.BROKEN, "the hub lists a file under an impossible path");
        }
    }

    private static void checkRoom(List<Entry> files, Path folder) throws IOException {
        long missing = 0;
        for (var file : files) {
            var target = inside(folder, file);
            var part = target.resolveSibling(target.getFileName() + ".part");
            long here = Files.exists(target) ? Files.size(target) : Files.exists(part) ? Files.size(part) : 0;
            missing += Math.max(0, file.sizeBytes() - here);
        }
        long room = Files.getFileStore(folder).getUsableSpace();
        if (missing > room) {
            throw new NotFetched(
                    Kind.BROKEN,
                    "%,d MiB have to come, and %s has room for %,d MiB"
                            .formatted(missing >> 20, folder.getRoot(), room >> 20));
        }
    }

    private Path cache() {
        var given = environment.getOrDefault("PLIMSOLL_MODELS", "");
        return given.isBlank() ? home.resolve(".cache/plimsoll/models") : Path.of(given);
    }
}
