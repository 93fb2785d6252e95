package plimsoll.engine.training;

/// What a training moves, and how the model's weights follow from it. One thread.
sealed interface Learned permits AllWeights, Adapters {
    /// How many numbers are learned.
    int size();

    /// What a training begins with.
    float[] beginning();

    /// The model's weights by what is learned so far; they may change with the next call.
    float[] weights(float[] learned);

    /// The derivative by what is learned.
    ///
    /// @param learned as it was for [#weights]
    /// @param gradient by the model's weights
    float[] gradient(float[] learned, float[] gradient);
}
