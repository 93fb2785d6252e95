package plimsoll.domain.guard;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a guard's answer from how likely its next tokens are, which says more than the token it happens to choose.
///
/// @param likeliest the likeliest tokens by their text, with natural logarithms of their probabilities
public record FirstWord(List<Token> likeliest) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]?");

    public FirstWord {
        likeliest = List.copyOf(likeliest);
    }

    /// A token and its logarithm.
    public record Token(String text, double logprob) {}

    /// How likely the answer is `unsafe`, of `safe` and `unsafe`.
    ///
    /// @param bounded whether one of the two was not among the likeliest, and is counted as the last of them
    public record Unsafe(double probability, boolean bounded) {}

    /// Reads that; nothing when neither word may come next.
    ///
    /// A token that a word begins with counts for the word, since vocabularies cut words as they like.
    public Optional<Unsafe> unsafe() {
        double safe = mass("safe");
        double unsafe = mass("unsafe");
        if (safe == 0 && unsafe == 0) {
            return Optional.empty();
        }
        double floor =
                Math.exp(likeliest.stream().mapToDouble(Token::logprob).min().orElse(Double.NEGATIVE_INFINITY));
        boolean bounded = safe == 0 || unsafe == 0;
        double a = unsafe == 0 ? floor : unsafe;
        double b = safe == 0 ? floor : safe;
        return Optional.of(new Unsafe(a / (a + b), bounded));
    }

    /// The white space that most likely comes before the first word.
    public Optional<String> pause() {
        return likeliest.stream()
                .max(Comparator.comparingDouble(Token::logprob))
                .map(Token::text)
                .filter(text -> !text.isEmpty() && text.isBlank());
    }

    /// How likely each number comes next, of those that do; the numbers are of one or two digits.
    public Map<String, Double> numbers() {
        var found = new LinkedHashMap<String, Double>();
        for (var token : likeliest) {
            var text = token.text().strip();
            if (NUMBER.matcher(text).matches()) {
                found.merge(text, Math.exp(token.logprob()), Double::sum);
            }
        }
        return found;
    }

    /// How likely each digit goes on a number, and under the empty text, that none does.
    public Map<String, Double> digits() {
        var found = new LinkedHashMap<String, Double>();
        for (var token : likeliest) {
            var text = token.text();
            boolean digit = text.length() == 1 && Character.isDigit(text.charAt(0));
            found.merge(digit ? text : "", Math.exp(token.logprob()), Double::sum);
        }
        return found;
    }

    private double mass(String word) {
        double mass = 0;
        for (var token : likeliest) {
            var text = token.text().strip();
            if (!text.isEmpty() && word.startsWith(text)) {
                mass += Math.exp(token.logprob());
            }
        }
        return mass;
    }
}
