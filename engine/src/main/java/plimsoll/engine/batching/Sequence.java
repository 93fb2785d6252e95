package plimsoll.engine.batching;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import plimsoll.engine.cache.PageTable;
import plimsoll.engine.sampling.SequenceView;

/// A text in the making: its tokens, how many of them are computed, and where their keys and values are.
final class Sequence implements SequenceView {
    private final Goal goal;
    private final String tenant;
    private final Optional<Instant> deadline;
    private final PageTable table;
    private final int promptSize;
    private int[] tokens;
    private int size;
    private int computed;
    private int reused;

    Sequence(Tokens prompt, Goal goal, String tenant, Optional<Instant> deadline, PageTable table) {
        this.tokens = prompt.toArray();
        this.size = tokens.length;
        this.promptSize = size;
        this.goal = goal;
        this.tenant = tenant;
        this.deadline = deadline;
        this.table = table;
    }

    Goal goal() {
        return goal;
    }

    String tenant() {
        return tenant;
    }

    PageTable table() {
        return table;
    }

    boolean isOverdue(Instant now) {
        return deadline.isPresent() && now.isAfter(deadline.get());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int promptSize() {
        return promptSize;
    }

    @Override
    public int token(int index) {
        return tokens[index];
    }

    int[] tokens() {
        return tokens;
    }

    void add(int token) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        tokens[size++] = token;
    }

    /// Tokens whose keys and values are written.
    int computed() {
        return computed;
    }

    int left() {
        return size - computed;
    }

    void advance(int count) {
        computed += count;
    }

    /// How many tokens the prefix cache had.
    int reused() {
        return reused;
    }

    void startAfter(int cached) {
        computed = cached;
        reused = Math.max(reused, cached);
    }

    /// Forgets what was computed, so that others can have the pages.
    void evict() {
        table.clear();
        computed = 0;
    }
}
