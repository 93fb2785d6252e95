package plimsoll.engine.batching;

import java.util.ArrayList;
import java.util.List;
import plimsoll.engine.forward.Batch;

/// What one step computes, and for whom.
final class Step {
    private final int limit;
    private final Batch batch = new Batch();
    private final List<Part> parts = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();

    /// The next tokens of one sequence.
    record Part(Sequence sequence, int count) {}

    /// Whose logits come in which row.
    record Wanted(Sequence sequence, int position, int number) {}

    Step(int limit) {
        this.limit = limit;
    }

    Batch batch() {
        return batch;
    }

    List<Part> parts() {
        return parts;
    }

    List<Wanted> wanted() {
        return wanted;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    int room() {
        return limit - batch.size();
    }

    boolean contains(Sequence sequence) {
        return parts.stream().anyMatch(part -> part.sequence() == sequence);
    }

    void add(Sequence sequence, int count) {
        parts.add(new Part(sequence, count));
        for (int position = sequence.computed(); position < sequence.computed() + count; position++) {
            boolean wants = sequence.goal().wants(position);
            if (wants) {
                wanted.add(new Wanted(sequence, position, wanted.size()));
            }
            batch.add(new Batch.Row(
                    sequence.token(position),
                    position,
                    sequence.table(),
                    wants,
                    sequence.goal().tap()));
        }
    }

    static boolean isFinite(float[] logits) {
        float sum = 0;
        for (float logit : logits) {
            sum += logit * 0;
        }
        return sum == 0;
    }
}
