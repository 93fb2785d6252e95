package plimsoll.engine.tokenizer;

import java.util.function.IntPredicate;

/// A set of code points that is asked a hundred million times a second: one bit for each of the first 65,536.
final class CharSet {
    private static final int PLANE = 0x10000;

    private final long[] bits = new long[PLANE / Long.SIZE];
    private final IntPredicate beyond;

    private CharSet(IntPredicate members) {
        beyond = members;
        for (int c = 0; c < PLANE; c++) {
            if (members.test(c)) {
                bits[c >> 6] |= 1L << c;
            }
        }
    }

    static CharSet of(IntPredicate members) {
        return new CharSet(members);
    }

    boolean has(char c) {
        return ((bits[c >> 6] >>> c) & 1) != 0;
    }

    boolean has(int codePoint) {
        return codePoint < PLANE ? has((char) codePoint) : beyond.test(codePoint);
    }

    /// Unicode's White_Space.
    static boolean isSpace(int c) {
        return (c >= '\t' && c <= '\r')
                || c == 0x85
                || switch (Character.getType(c)) {
                    case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                };
    }

    /// Unicode's P, all kinds of punctuation.
    static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /// Unicode's M, what is drawn onto the letter before it.
    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /// The code points of a Unicode category by its one or two letters, or none when nobody here knows the category.
    static IntPredicate category(String name) {
        return switch (name) {
            case "L" -> Character::isLetter;
            case "Lu" -> c -> Character.getType(c) == Character.UPPERCASE_LETTER;
            case "Ll" -> c -> Character.getType(c) == Character.LOWERCASE_LETTER;
            case "Lt" -> c -> Character.getType(c) == Character.TITLECASE_LETTER;
            case "Lm" -> c -> Character.getType(c) == Character.MODIFIER_LETTER;
            case "Lo" -> c -> Character.getType(c) == Character.OTHER_LETTER;
            case "M" -> CharSet::isMark;
            case "Mn" -> c -> Character.getType(c) == Character.NON_SPACING_MARK;
            case "P" -> CharSet::isPunctuation;
            case "N" -> CharSet::isNumber;
            case "Nd" -> Character::isDigit;
            case "S" -> CharSet::isSymbol;
            case "Han" -> c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
            default -> throw new IllegalArgumentException("the character class \\p{" + name + "}");
        };
    }

    private static boolean isNumber(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /// Unicode's S, all kinds of symbols.
    static boolean isSymbol(int c) {
        return switch (Character.getType(c)) {
            case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL ->
                true;
            default -> false;
        };
    }
}
