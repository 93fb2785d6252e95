package plimsoll.domain.personaldata;

/// Check digits, each from its public definition. Texts are what is checked, without separators; what has other
/// characters than its rule knows does not pass.
public final class Checksums {
    /// The dihedral group D5, and the permutation of each place (Verhoeff 1969).
    private static final String D5 =
            "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210";

    private static final String PLACES =
            "01234567891576283094580379614289160435279453126870428657390127938064157046913258";

    private Checksums() {}

    /// The digit there, or a number that no check survives.
    static int digit(CharSequence text, int i) {
        char c = text.charAt(i);
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }

    /// Whether it is made of digits only.
    static boolean isDigits(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (digit(text, i) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// ISO/IEC 7812-1, annex B: from the right, every second digit counts twice, as the sum of its digits.
    public static boolean luhn(CharSequence digits) {
        return isDigits(digits) && luhnSum(digits) % 10 == 0;
    }

    private static int luhnSum(CharSequence digits) {
        int sum = 0;
        boolean twice = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digit(digits, i);
            sum += twice ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
            twice = !twice;
        }
        return sum;
    }

    /// ISO 7064, MOD 97-10, as IBANs use it: the first four characters go to the end, letters are 10 to 35.
    public static boolean mod97(CharSequence text) {
        int rest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toUpperCase(text.charAt((i + 4) % text.length()));
            if (c >= '0' && c <= '9') {
                rest = (rest * 10 + c - '0') % 97;
            } else if (c >= 'A' && c <= 'Z') {
                rest = (rest * 100 + c - 'A' + 10) % 97;
            } else {
                return false;
            }
        }
        return text.length() > 4 && rest == 1;
    }

    /// Verhoeff's code: finds every changed digit and every swap of neighbours.
    public static boolean verhoeff(CharSequence digits) {
        if (!isDigits(digits)) {
            return false;
        }
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digit(digits, digits.length() - 1 - i);
            check = digit(D5, check * 10 + digit(PLACES, i % 8 * 10 + digit));
        }
        return check == 0;
    }

    /// The digits times their weights, summed.
    static int weighted(CharSequence digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    /// ISO 7064, MOD 11,10: of German tax and VAT numbers.
    public static boolean mod11And10(CharSequence digits) {
        if (!isDigits(digits)) {
            return false;
        }
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digit(digits, digits.length() - 1);
    }

    /// Weights 7, 3, 1 over digits and letters (A is 10), as machine-readable travel documents have it (ICAO 9303). The
    /// last character is the check digit.
    public static boolean mod731(CharSequence text) {
        int sum = 0;
        for (int i = 0; i < text.length() - 1; i++) {
            sum += Character.digit(text.charAt(i), 36) * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }
        return sum % 10 == digit(text, text.length() - 1);
    }
}
