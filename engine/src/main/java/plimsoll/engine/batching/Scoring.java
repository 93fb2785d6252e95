package plimsoll.engine.batching;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import plimsoll.engine.batching.Event.FinishReason;
import plimsoll.engine.forward.Tap;

/// Collects logits.
final class Scoring implements Goal {
    private final ScoreRequest request;
    private final Set<Integer> positions;
    private final Map<Integer, float[]> logits = new HashMap<>();
    private final CompletableFuture<Scores> scores = new CompletableFuture<>();

    Scoring(ScoreRequest request) {
        this.request = request;
        this.positions = Set.copyOf(request.positions());
    }

    CompletableFuture<Scores> scores() {
        return scores;
    }

    @Override
    public boolean wants(int position) {
        return positions.contains(position);
    }

    @Override
    public Optional<Tap> tap() {
        return request.tap();
    }

    @Override
    public Optional<FinishReason> take(Sequence sequence, int position, float[] row) {
        logits.put(position, row);
        return Optional.empty();
    }

    /// The first position that has to be computed, whatever the cache knows.
    int firstNeeded() {
        return request.tap().isPresent() || request.positions().isEmpty()
                ? 0
                : request.positions().getFirst();
    }

    @Override
    public Optional<FinishReason> interrupted() {
        return scores.isCancelled() ? Optional.of(new FinishReason.Cancelled("cancelled")) : Optional.empty();
    }

    @Override
    public void finish(Sequence sequence, FinishReason reason) {
        switch (reason) {
            case FinishReason.Stop _, FinishReason.Length _ -> scores.complete(new Scores(logits));
            case FinishReason.Cancelled(var why) -> scores.completeExceptionally(new IllegalStateException(why));
            case FinishReason.Failed(var why) -> scores.completeExceptionally(new IllegalStateException(why));
            case FinishReason.Deadline _ -> scores.completeExceptionally(new IllegalStateException("the time was up"));
        }
    }
}
