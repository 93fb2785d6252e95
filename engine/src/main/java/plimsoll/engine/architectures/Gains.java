package plimsoll.engine.architectures;

/// A few floats of a model, read into memory: the weights of a norm, a bias, a direction.
public final class Gains {
    private final float[] values;

    private Gains(float[] values) {
        this.values = values;
    }

    /// A copy of these numbers.
    public static Gains of(float... values) {
        return new Gains(values.clone());
    }

    /// The numbers, shared: nobody writes them.
    public float[] values() {
        return values;
    }
}
