package plimsoll.engine.batching;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import plimsoll.engine.batching.Event.FinishReason;
import plimsoll.engine.cache.PageTable;
import plimsoll.engine.cache.Pages;
import plimsoll.engine.cache.PrefixCache;
import plimsoll.engine.forward.Forward;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.tokenizer.Tokenizer;

/// Decides, step after step, which tokens of which sequences are computed, on one thread of its own: one token of every
/// sequence that generates, and what is left of the step for prompts.
///
/// Sequences enter when there are pages for their prompt and some more; whose tenant has the fewest in work comes
/// first, then the oldest. When pages run out all the same, the youngest gives up its own and is read again later.
/// Any thread may submit.
public final class Scheduler implements AutoCloseable {
    /// Positions a sequence should find room for beyond its prompt.
    private static final int HEADROOM = 64;

    private final Forward forward;
    private final Pages pages;
    private final PrefixCache cache;
    private final Tokenizer tokenizer;
    private final Kernels kernels;
    private final BatchLimits limits;
    private final int vocabulary;
    private final InstantSource clock;
    private final ConcurrentLinkedQueue<Sequence> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    private final List<Sequence> active = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /// @param pages given to nobody else
    /// @param vocabulary tokens of the model
    public Scheduler(
            Forward forward,
            Pages pages,
            Tokenizer tokenizer,
            Kernels kernels,
            BatchLimits limits,
            int vocabulary,
            InstantSource clock) {
        this.forward = forward;
        this.pages = pages;
        this.cache = new PrefixCache(pages);
        this.tokenizer = tokenizer;
        this.kernels = kernels;
        this.limits = limits;
        this.vocabulary = vocabulary;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("engine-scheduler").start(this::run);
    }

    /// Takes a request, or says why not. Never waits.
    public Admission submit(Request request) {
        var refusal = refusal(request.prompt(), 1);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var answering = new Answering(request, tokenizer, kernels);
        enter(new Sequence(request.prompt(), answering, request.tenant(), request.deadline(), new PageTable(pages)));
        return answering.generation();
    }

    /// The scores of some tokens, when they are there.
    ///
    /// @throws RefusedScore when the request is not taken
    public CompletableFuture<Scores> score(ScoreRequest request) throws RefusedScore {
        var refusal = refusal(request.tokens(), 0);
        if (refusal.isPresent()) {
            throw new RefusedScore(refusal.get());
        }
        var scoring = new Scoring(request);
        enter(new Sequence(request.tokens(), scoring, request.tenant(), Optional.empty(), new PageTable(pages)));
        return scoring.scores();
    }

    private Optional<Refusal> refusal(Tokens tokens, int more) {
        int most = Math.min(limits.positions(), limits.pages() * Kernels.PAGE) - more;
        if (tokens.size() > most) {
            return Optional.of(new Refusal.PromptTooLong(tokens.size(), most));
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i) < 0 || tokens.get(i) >= vocabulary) {
                return Optional.of(new Refusal.UnknownToken(tokens.get(i)));
            }
        }
        if (closed) {
            return Optional.of(new Refusal.ModelClosed());
        }
        int before = queued.getAndUpdate(count -> count < limits.queued() + limits.active() ? count + 1 : count);
        return before < limits.queued() + limits.active()
                ? Optional.empty()
                : Optional.of(new Refusal.Overloaded(before));
    }

    private void enter(Sequence sequence) {
        inbox.add(sequence);
        LockSupport.unpark(thread);
        if (closed && inbox.remove(sequence)) {
            // Closed between the question and the answer: nobody else will end it.
            end(sequence, closing());
        }
    }

    private static FinishReason closing() {
        return new FinishReason.Cancelled("the model was closed");
    }

    /// Sequences taken and not finished.
    public int unfinished() {
        return queued.get();
    }

    /// Pages in use, those of the prefix cache among them.
    public int pagesInUse() {
        return pages.used();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            work();
        } finally {
            closed = true;
            endAll();
        }
    }

    private void work() {
        while (!closed) {
            takeIn();
            endInterrupted();
            admit();
            if (active.isEmpty()) {
                if (waiting.isEmpty() && inbox.isEmpty()) {
                    LockSupport.park(this);
                }
            } else {
                step();
            }
        }
    }

    private void takeIn() {
        for (var next = inbox.poll(); next != null; next = inbox.poll()) {
            waiting.add(next);
        }
    }

    private void endAll() {
        takeIn();
        waiting.addAll(active);
        active.clear();
        waiting.forEach(sequence -> end(sequence, closing()));
        waiting.clear();
        cache.clear();
    }

    private void endInterrupted() {
        var now = clock.instant();
        for (var sequences : List.of(waiting, active)) {
            sequences.removeIf(sequence -> {
                var reason = sequence.isOverdue(now)
                        ? Optional.<FinishReason>of(new FinishReason.Deadline())
                        : sequence.goal().interrupted();
                reason.ifPresent(why -> end(sequence, why));
                return reason.isPresent();
            });
        }
    }

    private void end(Sequence sequence, FinishReason reason) {
        sequence.table().clear();
        queued.decrementAndGet();
        sequence.goal().finish(sequence, reason);
    }

    private void admit() {
        while (active.size() < limits.active() && !waiting.isEmpty()) {
            var next = waiting.stream()
                    .min(Comparator.comparingLong(this::activeOfTenant))
                    .orElseThrow();
            int positions = Math.min(next.size() + HEADROOM, limits.pages() * Kernels.PAGE);
            int needed = next.table().missing(positions);
            if (!active.isEmpty() && cache.available() < needed) {
                return;
            }
            waiting.remove(next);
            active.add(next);
            reuse(next);
        }
    }

    private long activeOfTenant(Sequence sequence) {
        return active.stream()
                .filter(other -> other.tenant().equals(sequence.tenant()))
                .count();
    }

    private void reuse(Sequence sequence) {
        int most = switch (sequence.goal()) {
            case Answering _ -> sequence.size();
            case Scoring scoring -> scoring.firstNeeded() + 1;
        };
        sequence.startAfter(cache.reuse(sequence.tenant(), sequence.tokens(), most, sequence.table()));
    }

    private void step() {
        var step = new Step(limits.stepTokens());
        for (var sequence : List.copyOf(active)) {
            if (sequence.left() == 1) {
                include(step, sequence);
            }
        }
        for (var sequence : List.copyOf(active)) {
            if (sequence.left() > 1) {
                include(step, sequence);
            }
        }
        if (step.isEmpty()) {
            return;
        }
        try {
            var logits = forward.step(step.batch());
            step.parts().forEach(part -> part.sequence().advance(part.count()));
            step.wanted().forEach(row -> deliver(row, logits.copyOfRow(row.number())));
            step.parts().forEach(this::endIfRead);
        } catch (RuntimeException | VirtualMachineError | LinkageError fault) {
            // The door of a step: a file cut short under us, a broken hook, or a Java without the module of vectors
            // ends these sequences and not the model.
            step.parts().forEach(part -> fail(part.sequence(), fault));
        }
    }

    /// Adds what of a sequence fits into the step, if there are pages for it.
    private void include(Step step, Sequence sequence) {
        int count = Math.min(step.room(), sequence.left());
        if (count == 0 || !active.contains(sequence)) {
            return;
        }
        int positions = sequence.computed() + count;
        if (!makeRoom(sequence, step, positions)) {
            return;
        }
        sequence.table().grow(positions);
        step.add(sequence, count);
    }

    /// Finds pages: from the cache, then from the youngest sequence that is not in this step yet.
    private boolean makeRoom(Sequence sequence, Step step, int positions) {
        int needed = sequence.table().missing(positions);
        cache.makeRoom(needed);
        for (int i = active.size() - 1; pages.available() < needed && i >= 0; i--) {
            var youngest = active.get(i);
            if (youngest != sequence
                    && !step.contains(youngest)
                    && youngest.table().size() > 0) {
                youngest.evict();
                active.remove(i);
                waiting.addFirst(youngest);
            }
        }
        if (pages.available() >= needed) {
            return true;
        }
        if (step.isEmpty()) {
            active.remove(sequence);
            end(sequence, new FinishReason.Length());
        }
        return false;
    }

    private void deliver(Step.Wanted row, float[] logits) {
        var sequence = row.sequence();
        if (!active.contains(sequence)) {
            return;
        }
        if (!Step.isFinite(logits)) {
            active.remove(sequence);
            end(sequence, new FinishReason.Failed("the model gave a logit that is no number"));
            return;
        }
        var reason = sequence.goal().take(sequence, row.position(), logits);
        if (reason.isEmpty() && sequence.size() >= limits.positions() && sequence.left() > 0) {
            reason = Optional.of(new FinishReason.Length());
        }
        reason.ifPresent(why -> {
            remember(sequence);
            active.remove(sequence);
            end(sequence, why);
        });
    }

    private void endIfRead(Step.Part part) {
        var sequence = part.sequence();
        if (!active.contains(sequence)) {
            return;
        }
        boolean readBefore = sequence.computed() - part.count() >= sequence.promptSize();
        if (!readBefore && sequence.computed() >= sequence.promptSize()) {
            remember(sequence);
        }
        if (sequence.left() == 0) {
            active.remove(sequence);
            end(sequence, new FinishReason.Stop());
        }
    }

    private void remember(Sequence sequence) {
        cache.remember(sequence.tenant(), sequence.tokens(), sequence.computed(), sequence.table());
    }

    private void fail(Sequence sequence, Throwable fault) {
        if (active.remove(sequence)) {
            end(sequence, new FinishReason.Failed(String.valueOf(fault)));
        }
    }
}
