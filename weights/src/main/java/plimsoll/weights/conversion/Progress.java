package plimsoll.weights.conversion;

import plimsoll.weights.tensors.TensorSource;

/// Hears of each tensor before it is written. Called by the thread that converts.
@FunctionalInterface
public interface Progress {
    /// The tensor that is about to be written.
    ///
    /// @param number counted from 1
    /// @param of how many there are
    void next(TensorSource tensor, int number, int of);
}
