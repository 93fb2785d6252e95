package plimsoll.weights.blocks;

import java.lang.foreign.MemorySegment;
import plimsoll.weights.tensors.LittleEndian;

/// The encoding that Q4_K and Q5_K share: 256 weights in eight sub-blocks, each with a scale and a minimum of six
/// bits, over one `d` and one `dmin` in F16. Their order in a block: d, dmin, the twelve bytes of [SubBlockScales].
final class AffineBlock {
    static final int WEIGHTS = SubBlockScales.COUNT * AffineFit.COUNT;
    static final int D_MIN = 2;
    static final int SCALES = 4;
    static final int LEVELS = SCALES + 12;

    private final int largestLevel;
    private final AffineFit fit;
    private final float[] scales = new float[SubBlockScales.COUNT];
    private final float[] minima = new float[SubBlockScales.COUNT];
    private final int[] shortScales = new int[SubBlockScales.COUNT];
    private final int[] shortMinima = new int[SubBlockScales.COUNT];
    private final int[] levels = new int[WEIGHTS];

    AffineBlock(int largestLevel, AffineFit fit) {
        this.largestLevel = largestLevel;
        this.fit = fit;
    }

    /// Writes scales and minima of 256 weights, and gives their levels.
    ///
    /// @return valid until the next call
    int[] encode(float[] x, int at, MemorySegment blocks, long block) {
        float largestScale = 0;
        float largestMinimum = 0;
        for (int s = 0; s < SubBlockScales.COUNT; s++) {
            fit.to(x, at + s * AffineFit.COUNT);
            scales[s] = fit.scale();
            minima[s] = fit.offset();
            largestScale = Math.max(largestScale, scales[s]);
            largestMinimum = Math.max(largestMinimum, minima[s]);
        }
        shorten(scales, largestScale, shortScales);
        shorten(minima, largestMinimum, shortMinima);
        short d = Float.floatToFloat16(largestScale / SubBlockScales.LARGEST);
        short dMin = Float.floatToFloat16(largestMinimum / SubBlockScales.LARGEST);
        blocks.set(LittleEndian.SHORT, block, d);
        blocks.set(LittleEndian.SHORT, block + D_MIN, dMin);
        SubBlockScales.put(shortScales, shortMinima, blocks, block + SCALES);
        for (int s = 0; s < SubBlockScales.COUNT; s++) {
            // Against the scale and minimum as they were rounded, since with those the weights are read back.
            float step = Float.float16ToFloat(d) * shortScales[s];
            float off = Float.float16ToFloat(dMin) * shortMinima[s];
            level(x, at, s, step, off);
        }
        return levels;
    }

    private static void shorten(float[] numbers, float largest, int[] into) {
        float inverse = largest > 0 ? SubBlockScales.LARGEST / largest : 0;
        for (int s = 0; s < SubBlockScales.COUNT; s++) {
            into[s] = Math.min(SubBlockScales.LARGEST, Rounding.halfEven(inverse * numbers[s]));
        }
    }

    private void level(float[] x, int at, int s, float step, float off) {
        for (int i = s * AffineFit.COUNT; i < (s + 1) * AffineFit.COUNT; i++) {
            levels[i] = step == 0 ? 0 : Math.clamp(Rounding.halfEven((x[at + i] + off) / step), 0, largestLevel);
        }
    }
}
