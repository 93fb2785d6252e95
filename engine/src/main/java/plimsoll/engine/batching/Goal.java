package plimsoll.engine.batching;

import java.util.Optional;
import plimsoll.engine.batching.Event.FinishReason;
import plimsoll.engine.forward.Tap;

/// What a sequence is computed for. Called by the scheduler's thread alone.
sealed interface Goal permits Answering, Scoring {
    /// Whether the logits after this position are needed.
    boolean wants(int position);

    /// Who wants to see the hidden states.
    Optional<Tap> tap();

    /// Takes logits that were wanted, which are its own from now on, and may add a token to the sequence or end it.
    ///
    /// @return why the sequence ends here, if it does
    Optional<FinishReason> take(Sequence sequence, int position, float[] logits);

    /// Whether somebody asked for it to end.
    Optional<FinishReason> interrupted();

    /// Takes note of the end.
    void finish(Sequence sequence, FinishReason reason);
}
