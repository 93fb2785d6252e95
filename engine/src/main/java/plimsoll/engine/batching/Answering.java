package plimsoll.engine.batching;

import java.util.Arrays;
import java.util.Optional;
import plimsoll.engine.batching.Event.FinishReason;
import plimsoll.engine.batching.Event.Finished;
import plimsoll.engine.batching.Event.Piece;
import plimsoll.engine.batching.Event.Usage;
import plimsoll.engine.forward.Tap;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.sampling.Logprobs;
import plimsoll.engine.sampling.Sampler;
import plimsoll.engine.sampling.StopText;
import plimsoll.engine.tokenizer.Decoder;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.engine.tokenizer.Tokenizer;

/// Generates an answer, token by token.
final class Answering implements Goal {
    private final Request request;
    private final Generation generation = new Generation();
    private final Tokenizer tokenizer;
    private final Decoder decoder;
    private final Sampler sampler;
    private final StopText stops;
    private int generated;

    Answering(Request request, Tokenizer tokenizer, Kernels kernels) {
        this.request = request;
        this.tokenizer = tokenizer;
        this.decoder = tokenizer.decoder(Specials.TEXT);
        this.stops = new StopText(request.stops());
        this.sampler =
                new Sampler(request.sampling(), request.steps(), request.chooser(), request.constraint(), kernels);
    }

    Generation generation() {
        return generation;
    }

    @Override
    public boolean wants(int position) {
        return position >= request.prompt().size() + generated - 1;
    }

    @Override
    public Optional<Tap> tap() {
        return Optional.empty();
    }

    @Override
    public Optional<FinishReason> take(Sequence sequence, int position, float[] logits) {
        int top = request.sampling().logprobs();
        // Tables are often longer than the vocabulary, to be divisible: there is no token behind those rows.
        int tokens = Math.min(logits.length, tokenizer.vocabulary().size());
        Arrays.fill(logits, tokens, logits.length, Float.NEGATIVE_INFINITY);
        var raw = top < 0 ? logits : logits.clone();
        int token;
        try {
            token = sampler.choose(sequence, logits);
        } catch (RuntimeException fault) {
            // A hook or a grammar that fails ends its own answer, and nobody else's.
            return Optional.of(new FinishReason.Failed(String.valueOf(fault.getMessage())));
        }
        generated++;
        if (tokenizer.vocabulary().endsGeneration(token)) {
            return Optional.of(new FinishReason.Stop());
        }
        sequence.add(token);
        var text = stops.add(decoder.add(token));
        var logprobs = top < 0 ? Optional.<Logprobs>empty() : Optional.of(Logprobs.of(raw, token, top));
        generation.emit(new Piece(token, text, logprobs));
        if (stops.hasStopped()) {
            return Optional.of(new FinishReason.Stop());
        }
        return generated == request.maxTokens() ? Optional.of(new FinishReason.Length()) : Optional.empty();
    }

    @Override
    public Optional<FinishReason> interrupted() {
        var why = generation.whyCancelled();
        return why == null ? Optional.empty() : Optional.of(new FinishReason.Cancelled(why));
    }

    @Override
    public void finish(Sequence sequence, FinishReason reason) {
        var rest = stops.add(decoder.end()) + stops.end();
        generation.emit(new Finished(reason, rest, new Usage(request.prompt().size(), sequence.reused(), generated)));
    }
}
