package plimsoll.bench;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// What this machine can do at best: read memory and do nothing with it; multiply and add and read nothing.
final class MachineLimits {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int STREAMS = 4;
    private static final int CHAINS = 12;

    private MachineLimits() {}

    /// Reads it all, in four streams side by side; gives something, so that the compiler cannot leave it out.
    static long read(MemorySegment memory) {
        int step = LONGS.vectorByteSize();
        var a = LongVector.zero(LONGS);
        var b = a;
        var c = a;
        var d = a;
        for (long i = 0; i <= memory.byteSize() - (long) STREAMS * step; i += (long) STREAMS * step) {
            a = a.lanewise(VectorOperators.XOR, load(memory, i));
            b = b.lanewise(VectorOperators.XOR, load(memory, i + step));
            c = c.lanewise(VectorOperators.XOR, load(memory, i + 2L * step));
            d = d.lanewise(VectorOperators.XOR, load(memory, i + 3L * step));
        }
        return a.lanewise(VectorOperators.XOR, b)
                .lanewise(VectorOperators.XOR, c.lanewise(VectorOperators.XOR, d))
                .reduceLanes(VectorOperators.XOR);
    }

    private static LongVector load(MemorySegment memory, long at) {
        return LongVector.fromMemorySegment(LONGS, memory, at, ByteOrder.LITTLE_ENDIAN);
    }

    /// Twelve chains of fused multiply-adds, so many turns; gives something.
    static float multiply(int turns) {
        var x = FloatVector.broadcast(FLOATS, 1.0001f);
        var y = FloatVector.broadcast(FLOATS, 0.9999f);
        var a = x;
        var b = x;
        var c = x;
        var d = x;
        var e = x;
        var f = x;
        var g = x;
        var h = x;
        var i = x;
        var j = x;
        var k = x;
        var l = x;
        for (int turn = 0; turn < turns; turn++) {
            a = a.fma(y, x);
            b = b.fma(y, x);
            c = c.fma(y, x);
            d = d.fma(y, x);
            e = e.fma(y, x);
            f = f.fma(y, x);
            g = g.fma(y, x);
            h = h.fma(y, x);
            i = i.fma(y, x);
            j = j.fma(y, x);
            k = k.fma(y, x);
            l = l.fma(y, x);
        }
        var sum = a.add(b).add(c).add(d).add(e).add(f);
        return sum.add(g).add(h).add(i).add(j).add(k).add(l).reduceLanes(VectorOperators.ADD);
    }

    /// Floating-point operations of [#multiply].
    static double operations(int turns) {
        return 2.0 * turns * CHAINS * FLOATS.length();
    }
}
