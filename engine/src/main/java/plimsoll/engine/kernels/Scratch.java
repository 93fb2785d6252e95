package plimsoll.engine.kernels;

/// The working memory of one worker, which grows to what the largest matrix needs and stays.
public final class Scratch {
    private float[] panel = new float[0];
    private float[] lanes = new float[0];

    /// An empty one.
    public Scratch() {}

    float[] panel(int size) {
        if (panel.length < size) {
            panel = new float[size];
        }
        return panel;
    }

    float[] lanes(int size) {
        if (lanes.length < size) {
            lanes = new float[size];
        }
        return lanes;
    }
}
