package plimsoll.app.wiring;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import plimsoll.app.config.ServedModels.Local;
import plimsoll.app.config.ServedModels.Weights;
import plimsoll.app.models.Watermarks;
import plimsoll.backends.files.FileBlobs;
import plimsoll.backends.localengine.LocalModel;
import plimsoll.backends.localengine.LocalModel.Found;
import plimsoll.backends.localengine.LocalModel.Gone;
import plimsoll.backends.localengine.LocalModel.Place;
import plimsoll.domain.content.Bytes;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.release.FindServed;
import plimsoll.hub.release.FindServed.Outcome;

/// The models that run in this process, from files of this machine or out of the hub's own store: there the blob itself
/// is mapped, and no copy is made.
final class OwnModels {
    private final FindServed find;
    private final FileBlobs blobs;
    private final List<Bytes> markKeys;

    /// @param markKeys from which the keys of watermarks are made, the newest last
    OwnModels(FindServed find, FileBlobs blobs, List<Bytes> markKeys) {
        this.find = find;
        this.blobs = blobs;
        this.markKeys = List.copyOf(markKeys);
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

    private Place place(Weights weights) throws IOException {
        return switch (weights) {
            case Weights.File(var path) -> new Found(path, "");
            case Weights.Stored(var repository, var revision, var path) ->
                switch (find.find(repository, revision, path)) {
                    case Outcome.Weights(var _, var file) ->
                        new Found(blobs.file(file.content()), file.content().hex());
                    case Outcome.None(var why) -> new Gone(new Declined(Why.BROKEN, "It cannot be loaded: " + why));
                    case Outcome.Recalled(var notice) -> new Gone(new Declined(Why.NOT_ALLOWED, notice));
                };
        };
    }
}
