package plimsoll.web.pages.view;

import java.util.OptionalLong;

/// How heavy something is, as a level on a logarithmic scale from a million parameters to a trillion: the mark beside
/// each entry of a register.
///
/// @param level how much of the gauge is under water, from 0 to 100
/// @param words the same in words; empty when it is not known
public record Draught(int level, String words) {
    /// Of what has not been weighed.
    public static final Draught UNKNOWN = new Draught(0, "");

    private static final double LIGHTEST = 6; // a million, as a power of ten
    private static final double HEAVIEST = 12; // a trillion
    private static final int FULL = 100;

    /// The gauge of a model with this many parameters.
    public static Draught ofParameters(OptionalLong parameters) {
        return parameters.isEmpty()
                ? UNKNOWN
                : new Draught(
                        level(parameters.getAsLong(), LIGHTEST, HEAVIEST),
                        Figures.count(parameters.getAsLong()) + " parameters");
    }

    /// The gauge of files of this size: from a megabyte to a terabyte.
    public static Draught ofSize(long bytes) {
        return new Draught(level(bytes, LIGHTEST, HEAVIEST), Figures.size(bytes));
    }

    private static int level(long amount, double least, double most) {
        double power = Math.log10((double) Math.max(1, amount));
        return (int) Math.round(FULL * Math.clamp((power - least) / (most - least), 0.04, 1));
    }
}
