package plimsoll.domain.guard;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Terms that an owner wants stopped, and others that are to be left alone whatever guards make of them. Whole words,
/// whatever their case and spacing.
///
/// @param denied a text with one of these goes no further
/// @param allowed these are taken out before a text is judged
public record Terms(List<String> denied, List<String> allowed) {
    /// None.
    public static final Terms NONE = new Terms(List.of(), List.of());

    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

    public Terms {
        denied = denied.stream().map(Terms::plain).toList();
        allowed = allowed.stream().map(Terms::plain).toList();
    }

    /// The denied terms in a text.
    public List<String> deniedIn(String text) {
        if (denied.isEmpty()) {
            return List.of();
        }
        var padded = " " + plain(text) + " ";
        return denied.stream().filter(term -> padded.contains(" " + term + " ")).toList();
    }

    /// A text without what is allowed in any case.
    public String without(String text) {
        var left = text;
        for (var term : allowed) {
            var words = Pattern.compile(
                    "(?iu)(?<![\\p{L}\\p{N}])" + term.replace(" ", "[^\\p{L}\\p{N}]+") + "(?![\\p{L}\\p{N}])");
            left = words.matcher(left).replaceAll(" ");
        }
        return left;
    }

    /// Lower case, with one space between words; nothing but letters and digits, so no part of it is a pattern.
    private static String plain(String text) {
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return GAP.matcher(folded).replaceAll(" ").strip();
    }
}
