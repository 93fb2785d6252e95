package plimsoll.engine.training;

/// What a training has learned so far, and all it needs to go on: weights, the optimiser's moments, and where it
/// stands.
final class State {
    final float[] weights;
    final float[] mean;
    final float[] square;

    /// Steps done.
    int step;

    /// Which way through the data this is, from 0, and how many samples of it were taken.
    int epoch;

    int taken;

    State(float[] weights) {
        this.weights = weights;
        mean = new float[weights.length];
        square = new float[weights.length];
    }
}
