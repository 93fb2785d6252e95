package plimsoll.engine.forward;

/// Sees hidden states as they are computed: for probes, embeddings, refusal directions.
@FunctionalInterface
public interface Tap {
    /// Where in the model.
    enum Point {
        /// What is read from the embedding.
        EMBEDDING,
        /// After a layer.
        LAYER,
        /// After the last norm, before the output matrix.
        FINAL_NORM
    }

    /// Takes a copy, on the thread of the step.
    ///
    /// @param layer counted from 0; -1 before the first, the number of layers after the last
    void take(Point point, int layer, int position, float[] hidden);
}
