package plimsoll.hub.gateway;

import java.time.Duration;

/// What becomes of a question.
public sealed interface Taken {
    /// Not taken.
    ///
    /// @param message one sentence for whoever asked
    /// @param pause after which it may be taken; nothing where that is not known
    record Declined(Why why, String message, Duration pause) implements Taken, Embedded, Detected {
        /// Without saying when it may be.
        public Declined(Why why, String message) {
            this(why, message, Duration.ZERO);
        }
    }

    /// An answer on its way. One thread reads, any thread cancels.
    non-sealed interface Answer extends Taken {
        /// What comes next; waits for it. After [Word.End] or [Word.Withdrawn] there is nothing.
        ///
        /// @throws InterruptedException when the thread is interrupted while it waits
        Word next() throws InterruptedException;

        /// Ends the answer before its next token.
        void cancel(String why);
    }

    /// Why not.
    enum Why {
        /// There is no model of this name.
        NO_SUCH_MODEL,
        /// The question makes no sense, or this model cannot be asked so.
        UNFIT,
        /// Prompt and answer are longer than the model takes.
        TOO_LONG,
        /// Too many are waiting; later there may be room.
        BUSY,
        /// The model cannot be loaded.
        BROKEN,
        /// Nobody is known to ask: models are asked by accounts.
        NOBODY,
        /// Whoever asks may not ask this model, or not so.
        NOT_ALLOWED,
        /// Their account is suspended.
        SUSPENDED,
        /// They may ask little for a while.
        THROTTLED,
        /// Their account, organisation or token has spent its tokens of today.
        OVER_BUDGET,
        /// A guard stopped the question.
        GUARDED,
        /// The guard that has to judge the question could not: nobody's fault who asks.
        UNGUARDED
    }
}
