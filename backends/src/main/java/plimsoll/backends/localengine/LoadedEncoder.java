package plimsoll.backends.localengine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import plimsoll.engine.Encoder;
import plimsoll.engine.EngineOptions;
import plimsoll.engine.architectures.ModelRefused;
import plimsoll.engine.architectures.ModelRefused.Reason;
import plimsoll.engine.batching.Tokens;
import plimsoll.engine.tokenizer.TextTooLong;
import plimsoll.engine.watermark.Tournament;
import plimsoll.hub.gateway.Detected;
import plimsoll.hub.gateway.Embedded;
import plimsoll.hub.gateway.Embedded.Vectors;
import plimsoll.hub.gateway.Question;
import plimsoll.hub.gateway.Taken;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;

/// One encoder in memory.
final class LoadedEncoder extends Loaded {
    private final Encoder encoder;
    private final int queued;
    private final AtomicInteger unfinished = new AtomicInteger();

    private LoadedEncoder(Encoder encoder, int queued) {
        this.encoder = encoder;
        this.queued = queued;
    }

    static LoadedEncoder open(Path file, EngineOptions options, long mostBytes) throws IOException {
        var encoder = Encoder.open(file, options.threads());
        if (encoder.need().totalBytes() > mostBytes) {
            var need = encoder.need();
            encoder.close();
            throw new ModelRefused(
                    Reason.TOO_LARGE,
                    "the model needs %s, more than the %,d MiB it may have".formatted(need, mostBytes >> 20));
        }
        return new LoadedEncoder(encoder, options.queued());
    }

    @Override
    void start() {
        // An encoder is ready when it is opened.
    }

    @Override
    long bytes() {
        return encoder.need().totalBytes();
    }

    @Override
    int unfinished() {
        return unfinished.get();
    }

    @Override
    Taken ask(Question question, Optional<Tournament> mark, Instant now) {
        return new Declined(Why.UNFIT, "this model is an encoder: it answers /v1/embeddings only");
    }

    @Override
    Detected detect(List<Tournament> marks, String text) {
        return new Declined(Why.UNFIT, "this model is an encoder: it writes no text");
    }

    @Override
    Embedded embed(List<String> texts) {
        int before = unfinished.getAndIncrement();
        try {
            return before > queued
                    ? new Declined(Why.BUSY, "%d requests wait for this model".formatted(before))
                    : encoded(texts);
        } catch (TextTooLong tooLong) {
            return new Declined(Why.TOO_LONG, String.valueOf(tooLong.getMessage()));
        } finally {
            unfinished.decrementAndGet();
        }
    }

    private Embedded encoded(List<String> texts) {
        var tokens = new ArrayList<Tokens>();
        for (var text : texts) {
            var own = encoder.tokens(text);
            if (own.size() > encoder.shape().positions()) {
                return new Declined(
                        Why.TOO_LONG,
                        "This model's maximum context length is %d tokens. However, a text resulted in %d tokens."
                                .formatted(encoder.shape().positions(), own.size()));
            }
            if (own.size() == 0) {
                return new Declined(Why.UNFIT, "this model needs a text that is not empty");
            }
            tokens.add(own);
        }
        int all = tokens.stream().mapToInt(Tokens::size).sum();
        return new Vectors(encoder.vectors(tokens), all);
    }

    @Override
    public void close() {
        encoder.close();
    }

    @Override
    public String toString() {
        return "an encoder, " + encoder.need();
    }
}
