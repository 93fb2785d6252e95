package plimsoll.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import plimsoll.app.config.ServedModels.Local;
import plimsoll.app.config.ServedModels.Weights;
import plimsoll.app.models.Watermarks;
import plimsoll.backends.files.FileBlobs;
import plimsoll.backends.files.StoredFolders;
import plimsoll.backends.localengine.LocalModel;
import plimsoll.backends.localengine.LocalModel.Found;
import plimsoll.backends.localengine.LocalModel.Gone;
import plimsoll.backends.localengine.LocalModel.Place;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.release.FindServed;
import plimsoll.hub.release.FindServed.Outcome;
import plimsoll.hub.release.ServedFolder;
import plimsoll.hub.release.ServedFolder.Part;

/// The models that run in this process, from files of this machine or out of the hub's own store: there the blob itself
/// is mapped, and no copy is made, unless it is made of chunks and lies nowhere in one piece.
final class OwnModels {
    /// What a file is called that has a folder to itself.
    private static final FilePath ALONE = new FilePath("model.gguf");

    private final FindServed find;
    private final FileBlobs blobs;
    private final StoredFolders folders;
    private final List<Bytes> markKeys;
    private final long mostBytes;

    /// @param markKeys from which the keys of watermarks are made, the newest last
    /// @param mostBytes of a model that can be loaded: nothing is written out for one that is larger
    OwnModels(FindServed find, FileBlobs blobs, StoredFolders folders, List<Bytes> markKeys, long mostBytes) {
        this.find = find;
        this.blobs = blobs;
        this.folders = folders;
        this.markKeys = List.copyOf(markKeys);
        this.mostBytes = mostBytes;
    }

    SequencedMap<String, LocalModel> of(SequencedMap<String, Local> served) {
        var models = new LinkedHashMap<String, LocalModel>();
        served.forEach((name, local) -> models.put(
                name,
                new LocalModel(
                        () -> place(local.weights()),
                        local.atOnce(),
                        local.queued(),
                        local.marked() ? Watermarks.of(markKeys, name) : List.of())));
        return models;
    }

    /// Removes the folders of models that are not served any more, and of contents that theirs have no more.
    void clear(SequencedMap<String, Local> served) throws IOException {
        var models = new LinkedHashSet<RepoName>();
        for (var local : served.values()) {
            if (local.weights() instanceof Weights.Stored stored) {
                models.add(stored.repository());
                folders.keep(stored.repository(), () -> version(stored));
            }
        }
        folders.keepModels(Set.copyOf(models));
    }

    private Place place(Weights weights) throws IOException {
        return switch (weights) {
            case Weights.File(var path) -> new Found(path, "");
            case Weights.Stored stored -> place(stored);
        };
    }

    private Place place(Weights.Stored stored) throws IOException {
        return switch (find(stored)) {
            case Outcome.Weights(var _, var file) -> file(stored.repository(), file);
            case Outcome.Folder(var _, var folder) -> folder(stored.repository(), folder);
            case Outcome.None(var why) ->
                gone(stored.repository(), new Declined(Why.BROKEN, "It cannot be loaded: " + why));
            case Outcome.Recalled(var notice) -> gone(stored.repository(), new Declined(Why.NOT_ALLOWED, notice));
        };
    }

    private Gone gone(RepoName model, Declined why) throws IOException {
        folders.keep(model, Optional::empty);
        return new Gone(why);
    }

    private Place file(RepoName model, Pointer file) throws IOException {
        var blob = blobs.file(file.content());
        if (Files.exists(blob)) {
            return new Found(blob, file.content().hex());
        }
        return switch (folder(model, alone(file))) {
            case Found(var folder, var _) ->
                new Found(folder.resolve(ALONE.text()), file.content().hex());
            case Gone gone -> gone;
        };
    }

    private Place folder(RepoName model, ServedFolder folder) throws IOException {
        if (folder.sizeBytes() > mostBytes) {
            return gone(
                    model,
                    new Declined(
                            Why.BROKEN,
                            "It cannot be loaded: %s has %,d MiB, and models in this process may have %,d"
                                    .formatted(model, folder.sizeBytes() >> 20, mostBytes >> 20)));
        }
        return new Found(folders.of(model, folder), folder.version().hex());
    }

    private Outcome find(Weights.Stored stored) throws IOException {
        return find.find(stored.repository(), stored.revision(), stored.path());
    }

    private static ServedFolder alone(Pointer file) {
        return new ServedFolder(List.of(new Part.Large(ALONE, file)));
    }

    private Optional<Sha256> version(Weights.Stored stored) throws IOException {
        return switch (find(stored)) {
            case Outcome.Weights(var _, var file) ->
                Files.exists(blobs.file(file.content()))
                        ? Optional.empty()
                        : Optional.of(alone(file).version());
            case Outcome.Folder(var _, var folder) -> Optional.of(folder.version());
            case Outcome.None _, Outcome.Recalled _ -> Optional.empty();
        };
    }
}
