package plimsoll.backends.localengine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import plimsoll.engine.watermark.Tournament;
import plimsoll.hub.gateway.Taken.Declined;

/// A model that can be loaded, and how it answers.
///
/// @param source where its weights are
/// @param atOnce answers that are computed together; nothing for as many as usual
/// @param queued questions that may wait for it; nothing for as many as usual
/// @param marks that its answers can carry, the newest last, which they do carry; none where they are not marked
public record LocalModel(Source source, OptionalInt atOnce, OptionalInt queued, List<Tournament> marks) {
    public LocalModel {
        marks = List.copyOf(marks);
    }

    /// A model in a file or folder, as usual.
    public static LocalModel at(Path file) {
        return new LocalModel(() -> new Found(file, ""), OptionalInt.empty(), OptionalInt.empty(), List.of());
    }

    /// The mark that answers carry.
    Optional<Tournament> mark() {
        return marks.isEmpty() ? Optional.empty() : Optional.of(marks.getLast());
    }

    /// Finds a model's weights, each time that it is asked: they may have been replaced, or called back.
    @FunctionalInterface
    public interface Source {
        /// Where they are now.
        Place find() throws IOException;
    }

    /// Where weights are.
    public sealed interface Place {}

    /// They are here.
    ///
    /// @param version another one is another model
    public record Found(Path file, String version) implements Place {}

    /// They are nowhere.
    ///
    /// @param why as whoever asks is told
    public record Gone(Declined why) implements Place {}
}
