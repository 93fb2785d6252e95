package plimsoll.engine.training;

/// Rotary positions: the pair (i, i + half) of a head is turned by `position / base^(2i / headSize)`, the arrangement
/// of the Hugging Face layout. Immutable.
final class Rotary {
    private final int half;
    private final float[] cosines;
    private final float[] sines;

    Rotary(int headSize, int positions, double base) {
        half = headSize / 2;
        cosines = new float[positions * half];
        sines = new float[positions * half];
        for (int i = 0; i < half; i++) {
            double frequency = StrictMath.pow(base, -2.0 * i / headSize);
            for (int position = 0; position < positions; position++) {
                cosines[position * half + i] = (float) StrictMath.cos(position * frequency);
                sines[position * half + i] = (float) StrictMath.sin(position * frequency);
            }
        }
    }

    /// Turns `heads` heads that lie side by side.
    void turn(float[] values, int from, int heads, int position) {
        rotate(values, from, heads, position, 1);
    }

    /// Turns them back: what a gradient passes through.
    void turnBack(float[] values, int from, int heads, int position) {
        rotate(values, from, heads, position, -1);
    }

    private void rotate(float[] values, int from, int heads, int position, int direction) {
        int angle = position * half;
        for (int head = 0; head < heads; head++) {
            int first = from + head * 2 * half;
            for (int i = 0; i < half; i++) {
                float cosine = cosines[angle + i];
                float sine = direction * sines[angle + i];
                float a = values[first + i];
                float b = values[first + half + i];
                values[first + i] = Math.fma(a, cosine, -(b * sine));
                values[first + half + i] = Math.fma(a, sine, b * cosine);
            }
        }
    }
}
