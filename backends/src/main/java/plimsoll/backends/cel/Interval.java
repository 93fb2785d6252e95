package plimsoll.backends.cel;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelUnknownSet;
import java.util.AbstractList;
import java.util.RandomAccess;
import plimsoll.domain.line.Value.Span;

/// A number in the language of rules: a list of two, which knows by which facts it came about. Comparing it gives an
/// unknown where the answer depends on where in the interval the number lies.
final class Interval extends AbstractList<Double> implements RandomAccess {
    private final double low;
    private final double high;
    private final ImmutableSet<CelAttribute> facts;

    private Interval(double low, double high, ImmutableSet<CelAttribute> facts) {
        this.low = low;
        this.high = high;
        this.facts = facts;
    }

    static Interval of(Span span, String fact) {
        return new Interval(span.low(), span.high(), ImmutableSet.of(CelAttribute.create(fact)));
    }

    /// Whether it is greater, strictly.
    Object above(double threshold) {
        if (low > threshold) {
            return true;
        }
        return high <= threshold ? false : CelUnknownSet.create(facts);
    }

    /// It divided by another. By nought it may be anything.
    Interval over(Interval other) {
        double least = other.high > 0 ? low / other.high : 0;
        double most = other.low > 0 ? high / other.low : high > 0 ? Double.POSITIVE_INFINITY : 0;
        return new Interval(least, most, Sets.union(facts, other.facts).immutableCopy());
    }

    @Override
    public Double get(int index) {
        return index == 0 ? low : high;
    }

    @Override
    public int size() {
        return 2;
    }
}
