package plimsoll.domain.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes off the disguises that keep a text's letters and change how they stand: shifted, turned round, spaced out,
/// written with digits, without vowels, or in parts to be joined. Each is accepted when it makes words of what was
/// none.
final class Unscramble {
    /// So much of a text tells whether a disguise fits.
    private static final int SAMPLE = 400;
    /// What is cut into words costs its length times the longest word's.
    private static final int MOST_CUT = 4_000;
    /// So much larger must the known part be than before; plain text in another language gains less by chance.
    private static final double GAIN = 0.25;
    private static final double LEAST_SHARE = 0.45;
    private static final int ALPHABET = 26;
    private static final double FEW_VOWELS = 0.1;
    private static final int LEAST_LETTERS = 12;

    // Groups that repeat have an end: Java matches them by recursion.
    private static final Pattern SPACED =
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:\\p{L}[ .\\-_*|]{1,6}){4,400}\\p{L}(?!\\p{L})");
    private static final Pattern WIDE_GAP = Pattern.compile("[ .\\-_*|]{2,6}");
    private static final Pattern NARROW_GAP = Pattern.compile("[ .\\-_*|]");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?m)\\b([A-Za-z_]\\w{0,20})\\s{0,3}=\\s{0,3}[\"'\u201c]([^\"'\u201c\u201d\\n]{0,500})[\"'\u201d]");
    private static final Pattern SUM =
            Pattern.compile("\\b[A-Za-z_]\\w{0,20}(?:\\s{0,3}\\+\\s{0,3}[A-Za-z_]\\w{0,20}){1,50}");
    private static final Pattern QUOTED_SUM =
            Pattern.compile("[\"'][^\"'\\n]{0,200}[\"'](?:\\s{0,3}\\+\\s{0,3}[\"'][^\"'\\n]{0,200}[\"']){1,50}");
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"'\\n]{0,200})[\"']");
    private static final Map<Character, Character> LEET = Map.ofEntries(
            Map.entry('0', 'o'),
            Map.entry('1', 'i'),
            Map.entry('3', 'e'),
            Map.entry('4', 'a'),
            Map.entry('5', 's'),
            Map.entry('7', 't'),
            Map.entry('8', 'b'),
            Map.entry('@', 'a'),
            Map.entry('$', 's'),
            Map.entry('!', 'i'),
            Map.entry('+', 't'),
            Map.entry('|', 'l'));
    private static final Pattern LEET_WORD = Pattern.compile("[\\p{L}0134578@$!+|]{2,64}+");

    private final Words words;

    Unscramble(Words words) {
        this.words = words;
    }

    List<View> of(String text) {
        var views = new ArrayList<View>();
        shifted(text).ifPresent(views::add);
        reversed(text).ifPresent(views::add);
        spaced(text).ifPresent(views::add);
        leet(text).ifPresent(views::add);
        vowelless(text).ifPresent(views::add);
        split(text).ifPresent(views::add);
        return views;
    }

    private Optional<View> shifted(String text) {
        var sample = sample(text);
        double plain = words.share(sample);
        if (plain > 1 - GAIN) {
            return Optional.empty();
        }
        int best = 0;
        double share = plain;
        for (int by = 1; by < ALPHABET; by++) {
            double other = words.share(shift(sample, by));
            if (other > share) {
                best = by;
                share = other;
            }
        }
        return share >= LEAST_SHARE && share >= plain + GAIN
                ? Optional.of(new View("letters shifted by " + best, shift(text, best)))
                : Optional.empty();
    }

    private static String shift(String text, int by) {
        var shifted = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char first = c >= 'a' && c <= 'z' ? 'a' : 'A';
            boolean letter = c >= first && c < first + ALPHABET;
            shifted.append(letter ? (char) (first + (c - first + by) % ALPHABET) : c);
        }
        return shifted.toString();
    }

    private Optional<View> reversed(String text) {
        return gained("reversed", text, all -> new StringBuilder(all).reverse().toString());
    }

    private Optional<View> gained(String disguise, String text, UnaryOperator<String> change) {
        double plain = words.share(sample(text));
        if (plain > 1 - GAIN) {
            return Optional.empty();
        }
        double share = words.share(change.apply(sample(text)));
        return share >= LEAST_SHARE && share >= plain + GAIN
                ? Optional.of(new View(disguise, change.apply(text)))
                : Optional.empty();
    }

    private Optional<View> spaced(String text) {
        var matches = SPACED.matcher(text);
        if (!matches.find()) {
            return Optional.empty();
        }
        return Optional.of(new View("spaced letters", matches.replaceAll(match -> " " + joined(match.group()) + " ")));
    }

    private String joined(String letters) {
        return WIDE_GAP.splitAsStream(letters)
                .map(part -> NARROW_GAP.matcher(part).replaceAll(""))
                .map(part -> part.length() > MOST_CUT || words.has(part.toLowerCase(Locale.ROOT))
                        ? part
                        : words.cut(part.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" "));
    }

    private Optional<View> leet(String text) {
        var changed = new int[1];
        var plain = LEET_WORD.matcher(text).replaceAll(match -> {
            var word = match.group();
            var read = unleet(word);
            if (!read.equals(word)
                    && read.chars().filter(Character::isLetter).count() == read.length()
                    && word.chars().anyMatch(Character::isLetter)
                    && words.has(read.toLowerCase(Locale.ROOT))) {
                changed[0]++;
                return read;
            }
            return Matcher.quoteReplacement(word);
        });
        return changed[0] > 1 ? Optional.of(new View("letters as digits", plain)) : Optional.empty();
    }

    private static String unleet(String word) {
        var read = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            read.append(LEET.getOrDefault(word.charAt(i), word.charAt(i)));
        }
        return read.toString();
    }

    private Optional<View> vowelless(String text) {
        var sample = Features.normal(sample(text));
        long letters = sample.chars().filter(c -> c >= 'a' && c <= 'z').count();
        long vowels = sample.chars().filter(c -> "aeiou".indexOf(c) >= 0).count();
        if (letters < LEAST_LETTERS || vowels > letters * FEW_VOWELS) {
            return Optional.empty();
        }
        return gained(
                "no vowels",
                text,
                all -> Pattern.compile(" ")
                        .splitAsStream(Features.normal(all))
                        .map(word -> words.ofConsonants(word).orElse(word))
                        .collect(Collectors.joining(" ")));
    }

    private static Optional<View> split(String text) {
        if (text.indexOf('+') < 0) {
            return Optional.empty();
        }
        Map<String, String> values = ASSIGNED.matcher(text)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (_, last) -> last));
        var sums = SUM.matcher(text).results().map(match -> {
            var parts = match.group().split("\\s*\\+\\s*", -1);
            var joined = new StringBuilder();
            for (var part : parts) {
                joined.append(values.getOrDefault(part, ""));
            }
            return joined.toString();
        });
        var quoted = QUOTED_SUM
                .matcher(text)
                .results()
                .map(match -> QUOTED.matcher(match.group())
                        .results()
                        .map(part -> part.group(1))
                        .collect(Collectors.joining()));
        var joined = Stream.concat(sums, quoted).filter(all -> !all.isBlank()).collect(Collectors.joining("\n"));
        return joined.isBlank() ? Optional.empty() : Optional.of(new View("split in parts", joined));
    }

    private static String sample(String text) {
        return text.substring(0, Math.min(SAMPLE, text.length()));
    }
}
