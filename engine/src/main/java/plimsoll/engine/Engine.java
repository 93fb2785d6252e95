package plimsoll.engine;

import java.util.concurrent.CompletableFuture;
import plimsoll.engine.batching.Admission;
import plimsoll.engine.batching.BatchLimits;
import plimsoll.engine.batching.RefusedScore;
import plimsoll.engine.batching.Request;
import plimsoll.engine.batching.Scheduler;
import plimsoll.engine.batching.ScoreRequest;
import plimsoll.engine.batching.Scores;
import plimsoll.engine.cache.Pages;
import plimsoll.engine.forward.Forward;
import plimsoll.engine.kernels.Kernels;
import plimsoll.engine.kernels.Workers;

/// A model at work, as [Model#start] makes it: takes requests from any thread, computes them together on threads of its
/// own.
///
/// The same request gives the same tokens, whatever else is being computed, on any number of threads and any processor.
public final class Engine implements AutoCloseable {
    private final Workers workers;
    private final Pages pages;
    private final Scheduler scheduler;
    private final String description;

    private Engine(Workers workers, Pages pages, Scheduler scheduler, String description) {
        this.workers = workers;
        this.pages = pages;
        this.scheduler = scheduler;
        this.description = description;
    }

    static Engine start(Model model, EngineOptions options) {
        int positions = model.positions();
        int count = Math.multiplyExact(Math.ceilDiv(positions, Kernels.PAGE), options.sequencesOfPages());
        var workers = new Workers(options.threads());
        var pages = new Pages(model.pageShape(), count);
        var described = model.described();
        var forward = new Forward(
                described.shape(),
                described.weights(),
                model.kernels(),
                workers,
                pages,
                positions,
                options.stepTokens());
        var limits = new BatchLimits(positions, options.active(), options.queued(), options.stepTokens(), count);
        var scheduler = new Scheduler(
                forward,
                pages,
                model.tokenizer(),
                model.kernels(),
                limits,
                model.shape().vocabulary(),
                options.clock());
        var description = "%s, %d threads".formatted(model.kernels().description(), workers.count());
        return new Engine(workers, pages, scheduler, description);
    }

    /// What computes here: one line for the log.
    public String description() {
        return description;
    }

    /// Takes a request, or says why not. Never waits.
    public Admission submit(Request request) {
        return scheduler.submit(request);
    }

    /// Reads tokens and gives the logits after some of them.
    ///
    /// @throws RefusedScore when the request is not taken
    public CompletableFuture<Scores> score(ScoreRequest request) throws RefusedScore {
        return scheduler.score(request);
    }

    /// Requests taken and not finished.
    public int unfinished() {
        return scheduler.unfinished();
    }

    /// Pages of keys and values in use, those kept for the next prompt among them.
    public int pagesInUse() {
        return scheduler.pagesInUse();
    }

    /// Ends what is being generated, then gives everything back.
    @Override
    public void close() {
        scheduler.close();
        workers.close();
        pages.close();
    }
}
