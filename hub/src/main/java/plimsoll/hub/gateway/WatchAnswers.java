package plimsoll.hub.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Taken.Why;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;

/// Asks again and again, while answers are on their way, whether they still may be, and ends those that may not: a
/// release may be recalled meanwhile, a plan closed, an account suspended, a token revoked.
///
/// Safe for use by any number of threads.
public final class WatchAnswers implements AutoCloseable {
    /// Between one look and the next. A look costs a few indexed rows for each answer.
    public static final Duration PAUSE = Duration.ofMillis(400);

    private static final Logger LOG = LoggerFactory.getLogger(WatchAnswers.class);

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("watch-answers").daemon().factory());

    /// Begins to look.
    public WatchAnswers() {
        var _ = turns.scheduleWithFixedDelay(this::turn, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// An answer that ends with [Withdrawn] as soon as the right to it does.
    ///
    /// @param ended why it may not go on; nothing while it may
    Answer over(Answer answer, Supplier<Optional<Declined>> ended) {
        var entry = new Watched(answer, ended);
        watched.add(entry);
        return entry;
    }

    /// How many answers are watched at the moment.
    int size() {
        return watched.size();
    }

    @Override
    public void close() {
        turns.shutdownNow();
    }

    /// Looks at each answer once.
    void turn() {
        watched.forEach(Watched::look);
    }

    private final class Watched implements Answer {
        private final Answer inner;
        private final Supplier<Optional<Declined>> ended;
        private final AtomicReference<Optional<Declined>> why = new AtomicReference<>(Optional.empty());

        Watched(Answer inner, Supplier<Optional<Declined>> ended) {
            this.inner = inner;
            this.ended = ended;
        }

        @Override
        public Word next() throws InterruptedException {
            var word = why.get().isPresent() ? withdrawn() : inner.next();
            return switch (word) {
                case Said _ when why.get().isPresent() -> withdrawn();
                case Said _ -> word;
                case End _, Withdrawn _ -> {
                    watched.remove(this);
                    yield why.get().isPresent() ? withdrawn() : word;
                }
            };
        }

        @Override
        public void cancel(String reason) {
            watched.remove(this);
            inner.cancel(reason);
        }

        /// Ends it where it may not go on. What it took is booked now, however long its reader takes to notice.
        private void look() {
            found().ifPresent(declined -> {
                why.set(Optional.of(declined));
                watched.remove(this);
                giveUp(declined.message());
            });
        }

        /// What goes wrong with one is no reason to look at the others no more: a timer that throws stops for good.
        private void giveUp(String reason) {
            try {
                inner.cancel(reason);
            } catch (RuntimeException failed) {
                LOG.warn("an answer that may not go on was not given up in order", failed);
            }
        }

        /// What cannot be found out is not taken for a yes.
        private Optional<Declined> found() {
            try {
                return ended.get();
            } catch (RuntimeException failed) {
                LOG.warn("whether an answer may go on was not found out", failed);
                return Optional.of(new Declined(Why.BROKEN, "Whether this answer may go on could not be found out."));
            }
        }

        private Word withdrawn() {
            return new Withdrawn(why.get().orElseThrow());
        }
    }
}
