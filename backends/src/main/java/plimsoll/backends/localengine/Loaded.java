package plimsoll.backends.localengine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.Encoder;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.watermark.Tournament;
import plimsoll.hub.gateway.Detected;
import plimsoll.hub.gateway.Embedded;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Taken;

/// One model in memory. Who is about to ask it, and since when nobody has, is kept by whoever keeps the model.
abstract sealed class Loaded implements AutoCloseable permits LoadedModel, LoadedEncoder {
    private int asking;
    private Instant lastAsked = Instant.EPOCH;

    /// Opens a model, which takes next to no memory until it is started.
    static Loaded open(Path file, EngineOptions options, int positions, long mostBytes) throws IOException {
        return Encoder.isAt(file)
                ? LoadedEncoder.open(file, options, mostBytes)
                : LoadedModel.open(file, options, positions, mostBytes);
    }

    /// Somebody is about to ask.
    final void enter(Instant now) {
        asking++;
        lastAsked = now;
    }

    /// Their question is in the queue, answered, or was not taken.
    final void leave() {
        asking--;
    }

    final boolean isIdle() {
        return asking == 0 && unfinished() == 0;
    }

    final Instant lastAsked() {
        return lastAsked;
    }

    /// Gets ready to be asked.
    abstract void start();

    /// Of memory, when it is at work.
    abstract long bytes();

    /// Questions taken and not answered to the end.
    abstract int unfinished();

    abstract Taken ask(Question question, Optional<Tournament> mark, Instant now);

    /// How likely a text is to look as it does without one of these marks: by the one that it shows most of.
    abstract Detected detect(List<Tournament> marks, String text);

    abstract Embedded embed(List<String> texts);

    @Override
    public abstract void close();
}
