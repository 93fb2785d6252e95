package plimsoll.engine.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Threads that compute one step together. The caller is one of them; the others wait, first awake, then parked, for
/// its next piece of work.
///
/// Work is cut into runs of items that whoever is free takes next. A processor that somebody else is using as well then
/// holds up a run and not the step, and nobody waits for a thread that did not come. Which worker computes an item
/// never changes its result.
///
/// One caller at a time.
public final class Workers implements AutoCloseable {
    /// How long a thread looks for work before it parks. The pauses between the parts of a step are shorter; those
    /// between two requests are not.
    private static final int SPINS = 4_000;

    private final List<Member> others = new ArrayList<>();
    private final Scratch own = new Scratch();
    private volatile Job job = new Job((_, _, _) -> {}, 0, 1, Thread.currentThread());
    private volatile boolean closed;

    /// A part of the work: the items in [from, to), with a memory that no other thread uses meanwhile.
    @FunctionalInterface
    public interface Share {
        /// Computes the items in [from, to).
        void compute(int from, int to, Scratch scratch);
    }

    /// @param count threads that compute, the caller among them
    public Workers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " workers");
        }
        for (int i = 1; i < count; i++) {
            others.add(new Member());
        }
        others.forEach(member -> member.thread.start());
    }

    /// How many threads compute.
    public int count() {
        return others.size() + 1;
    }

    /// Computes all items and returns when every one is done.
    ///
    /// @param grain items are handed out in runs of so many; one run alone stays with the caller
    /// @throws RuntimeException what a share threw
    public void split(int items, int grain, Share share) {
        if (items <= grain || others.isEmpty()) {
            share.compute(0, items, own);
            return;
        }
        var next = new Job(share, items, grain, Thread.currentThread());
        job = next;
        others.forEach(Member::wake);
        next.take(own);
        next.await();
    }

    @Override
    public void close() {
        closed = true;
        job = new Job((_, _, _) -> {}, 0, 1, Thread.currentThread());
        others.forEach(Member::wake);
        for (var member : others) {
            try {
                member.thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// One piece of work. Who comes late finds nothing left of it.
    private static final class Job {
        private final Share share;
        private final int items;
        private final int grain;
        private final Thread caller;
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private volatile @Nullable Throwable fault;

        Job(Share share, int items, int grain, Thread caller) {
            this.share = share;
            this.items = items;
            this.grain = grain;
            this.caller = caller;
        }

        void take(Scratch scratch) {
            for (int from = taken.getAndAdd(grain); from < items; from = taken.getAndAdd(grain)) {
                int to = Math.min(items, from + grain);
                try {
                    share.compute(from, to, scratch);
                } catch (RuntimeException | Error thrown) {
                    fault = thrown;
                }
                if (done.addAndGet(to - from) == items) {
                    LockSupport.unpark(caller);
                }
            }
        }

        void await() {
            for (int spins = 0; done.get() < items; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            switch (fault) {
                case null -> {}
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /// One of the other threads.
    private final class Member implements Runnable {
        private final Scratch scratch = new Scratch();
        private final Thread thread =
                Thread.ofPlatform().daemon().name("engine-worker").unstarted(this);
        private volatile boolean parked;

        void wake() {
            if (parked) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            var last = job;
            while (!closed) {
                last = nextAfter(last);
                last.take(scratch);
            }
        }

        private Job nextAfter(Job last) {
            for (int spins = 0; job == last && !closed; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                    continue;
                }
                parked = true;
                if (job == last && !closed) {
                    LockSupport.park(Workers.this);
                }
                parked = false;
            }
            return job;
        }
    }
}
