package plimsoll.engine.forward;

import java.util.function.IntToDoubleFunction;
import plimsoll.engine.architectures.Transformer.Rope;
import plimsoll.engine.architectures.Transformer.Scaling;
import plimsoll.engine.architectures.Transformer.Style;

/// Sines and cosines for every position and pair of one base, and the turning itself. Computed in double, once.
final class Rotation {
    private final Style style;
    private final int half;
    private final float[] cosines;
    private final float[] sines;

    private Rotation(Style style, int half, int positions, Angles angles) {
        this.style = style;
        this.half = half;
        cosines = new float[positions * half];
        sines = new float[positions * half];
        for (int position = 0; position < positions; position++) {
            for (int i = 0; i < half; i++) {
                double angle = position * angles.perPosition(i);
                cosines[position * half + i] = (float) (StrictMath.cos(angle) * angles.magnitude());
                sines[position * half + i] = (float) (StrictMath.sin(angle) * angles.magnitude());
            }
        }
    }

    static Rotation global(Rope rope, int positions) {
        return new Rotation(rope.style(), rope.dims() / 2, positions, Angles.of(rope.baseGlobal(), rope));
    }

    static Rotation local(Rope rope, int positions) {
        var angles =
                rope.scaledLocally() ? Angles.of(rope.baseLocal(), rope) : Angles.plain(rope.baseLocal(), rope.dims());
        return new Rotation(rope.style(), rope.dims() / 2, positions, angles);
    }

    /// Turns one head.
    void turn(float[] head, int at, int position) {
        int angle = position * half;
        int step = style == Style.INTERLEAVED ? 2 : 1;
        int partner = style == Style.INTERLEAVED ? 1 : half;
        for (int i = 0; i < half; i++) {
            float cosine = cosines[angle + i];
            float sine = sines[angle + i];
            int first = at + step * i;
            float a = head[first];
            float b = head[first + partner];
            head[first] = Math.fma(a, cosine, -(b * sine));
            head[first + partner] = Math.fma(a, sine, b * cosine);
        }
    }

    /// How far each pair turns from one position to the next.
    private record Angles(IntToDoubleFunction pairs, double magnitude) {
        double perPosition(int pair) {
            return pairs.applyAsDouble(pair);
        }

        static Angles plain(double base, int dims) {
            return new Angles(i -> Math.pow(base, -2.0 * i / dims), 1);
        }

        static Angles of(double base, Rope rope) {
            var plain = plain(base, rope.dims());
            return switch (rope.scaling()) {
                case Scaling.None() -> plain;
                case Scaling.Linear(var factor) -> new Angles(i -> plain.perPosition(i) / factor, 1);
                case Scaling.Divisors(var divisors) -> new Angles(i -> plain.perPosition(i) / divisors.get(i), 1);
                case Scaling.Llama3 llama ->
                    new Angles(i -> plain.perPosition(i) / divisor(plain.perPosition(i), llama), 1);
                case Scaling.Yarn yarn ->
                    new Angles(i -> stretched(i, plain.perPosition(i), base, rope.dims(), yarn), yarn.magnitude());
            };
        }

        private static double divisor(double frequency, Scaling.Llama3 by) {
            double wave = 2 * Math.PI / frequency;
            if (wave < by.original() / by.highFactor()) {
                return 1;
            }
            if (wave > by.original() / by.lowFactor()) {
                return by.factor();
            }
            double s = (by.original() / wave - by.lowFactor()) / (by.highFactor() - by.lowFactor());
            return 1 / ((1 - s) / by.factor() + s);
        }

        private static double stretched(int pair, double frequency, double base, int dims, Scaling.Yarn by) {
            double low = Math.max(0, Math.floor(turns(by.betaFast(), base, dims, by.original())));
            double high = Math.min(dims - 1, Math.ceil(turns(by.betaSlow(), base, dims, by.original())));
            double ramp = 1 - Math.clamp((pair - low) / Math.max(0.001, high - low), 0.0, 1.0);
            double mix = ramp * by.extension();
            return frequency / by.factor() * (1 - mix) + frequency * mix;
        }

        /// The pair that turns `rotations` times over the original context.
        private static double turns(double rotations, double base, int dims, int original) {
            return dims * Math.log(original / (2 * Math.PI * rotations)) / (2 * Math.log(base));
        }
    }
}
