package plimsoll.engine.training;

/// What the way forward through one layer leaves for the way back: a row per token in each table.
final class Trace {
    final float[] input;
    final float[] inputScales;
    final float[] inputNormed;

    /// Queries and keys turned to their positions, then values.
    final float[] attention;

    final float[] gathered;
    final float[] middle;
    final float[] middleScales;
    final float[] middleNormed;
    final float[] gateAndUp;

    /// The sigmoid of the gate.
    final float[] open;

    final float[] hidden;

    Trace(Shape shape, int tokens) {
        input = new float[tokens * shape.dimension()];
        inputScales = new float[tokens];
        inputNormed = new float[tokens * shape.dimension()];
        attention = new float[tokens * shape.attention()];
        gathered = new float[tokens * shape.queries()];
        middle = new float[tokens * shape.dimension()];
        middleScales = new float[tokens];
        middleNormed = new float[tokens * shape.dimension()];
        gateAndUp = new float[tokens * 2 * shape.feedForward()];
        open = new float[tokens * shape.feedForward()];
        hidden = new float[tokens * shape.feedForward()];
    }
}
