package plimsoll.hub.content;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import plimsoll.domain.content.Sha256;

/// Puts the parts of uploads together while they arrive, so that little is left to do when the last one has: a file's
/// hash cannot be had from the hashes of its parts, and hashing 50 GB takes minutes that no client waits for.
///
/// What it has done so far is this process's alone. After a restart, or when the last request reaches another process,
/// the parts are put together then.
///
/// Safe for use by any number of threads.
public final class JoinParts {
    /// How long a client waits for its file to be whole: JavaScript's gives up after five minutes.
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    /// Files put together at once before their parts are complete. Each holds a file open and some 200 kB.
    private static final int MOST_AT_ONCE = 32;

    private final Blobs blobs;
    private final Executor executor;
    private final Duration patience;
    private final ConcurrentHashMap<String, Job> jobs = new ConcurrentHashMap<>();

    /// Puts them together in `blobs`, each file on a thread of `executor`, and lets clients wait for `patience`.
    public JoinParts(Blobs blobs, Executor executor, Duration patience) {
        this.blobs = blobs;
        this.executor = executor;
        this.patience = patience;
    }

    /// A part has arrived.
    void arrived(Upload upload, int number, Sha256 part) {
        if (jobs.size() >= MOST_AT_ONCE) {
            jobs.values().removeIf(job -> job.done.isDone()); // of uploads that nobody went on with
        }
        var job = jobs.size() < MOST_AT_ONCE ? job(upload) : jobs.get(upload.id());
        if (job != null) {
            job.assembly.arrived(number, part);
        }
    }

    /// Waits until the file is whole.
    ///
    /// @param parts every part, by number
    /// @return false when it is not yet; asking again goes on waiting
    /// @throws WrongContent when it is not what was announced
    boolean finish(Upload upload, Map<Integer, Sha256> parts) throws IOException {
        var job = job(upload);
        if (job.hasFailed() || !job.assembly.settle(parts)) {
            drop(upload, job);
            job = job(upload);
            job.assembly.settle(parts);
        }
        try {
            job.done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            drop(upload, job);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            drop(upload, job);
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private Job job(Upload upload) {
        return jobs.computeIfAbsent(upload.id(), _ -> {
            var job = new Job(new Assembly(blobs, upload.parts()), new CompletableFuture<>());
            executor.execute(() -> job.run(blobs, upload));
            return job;
        });
    }

    private void drop(Upload upload, Job job) {
        job.assembly.abandon();
        jobs.remove(upload.id(), job);
    }

    private record Job(Assembly assembly, CompletableFuture<Boolean> done) {
        void run(Blobs blobs, Upload upload) {
            try (assembly) {
                blobs.receive(upload.file().content(), upload.file().sizeBytes(), assembly);
                done.complete(true);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e); // told to whoever asks for the file
            }
        }

        boolean hasFailed() {
            return done.isCompletedExceptionally();
        }
    }
}
