package plimsoll.weights.blocks;

/// How the formats round and measure. All in F32, as the formats' own tools do it: in double precision some weights
/// would fall to the other side of a tie.
final class Rounding {
    private Rounding() {}

    /// The number of largest magnitude, with its sign; of two, the first; 0 when there is none.
    static float largest(float[] from, int at, int count) {
        float largest = 0;
        for (int i = at; i < at + count; i++) {
            if (Math.abs(from[i]) > Math.abs(largest)) {
                largest = from[i];
            }
        }
        return largest;
    }

    /// `1 / d`, and 0 for 0: a block of zeros has no scale.
    static float inverse(float d) {
        return d == 0 ? 0 : 1 / d;
    }

    /// The nearest whole number, ties to the even one.
    static int halfEven(float number) {
        return (int) Math.rint(number);
    }

    /// The nearest whole number, ties away from zero. The sum is taken in double precision, where it is exact.
    static int halfAway(float number) {
        return (int) (number + Math.copySign(0.5, (double) number));
    }
}
