package plimsoll.web.pages.view;

import java.util.Locale;

/// Numbers the way people read them: short, with a unit.
public final class Figures {
    private static final String[] SIZES = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] COUNTS = {"", "k", "M", "B", "T", "Q", "Qi"};
    private static final double STEP = 1000;

    private Figures() {}

    /// A size in decimal units: `1 byte`, `732 bytes`, `4.2 kB`, `13 GB`.
    public static String size(long bytes) {
        return bytes == 1 ? "1 byte" : scaled(bytes, SIZES, " ");
    }

    /// A count: `0`, `999`, `1.2k`, `7.6B`.
    public static String count(long things) {
        return scaled(things, COUNTS, "");
    }

    /// A count with its noun: `1 file`, `3 files`.
    public static String counted(long things, String singular, String plural) {
        return "%s %s".formatted(count(things), things == 1 ? singular : plural);
    }

    /// Every digit, grouped in threes.
    public static String exact(long things) {
        return String.format(Locale.ROOT, "%,d", things);
    }

    private static String scaled(long amount, String[] units, String gap) {
        double rest = amount;
        int unit = 0;
        // 999.5 would print as 1000 of a unit that has a larger one.
        while (rest >= STEP - 0.5 && unit < units.length - 1) {
            rest /= STEP;
            unit++;
        }
        boolean whole = unit == 0 || rest >= 99.95 || Math.abs(rest - Math.rint(rest)) < 0.05;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", rest) + gap + units[unit];
    }
}
