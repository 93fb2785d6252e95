package plimsoll.domain.personaldata;

import static plimsoll.domain.personaldata.Checksums.digit;
import static plimsoll.domain.personaldata.Checksums.weighted;

import java.util.List;

/// The numbers by which states know people and firms: their shapes, and what their check digits must be.
final class Identities {
    /// Shapes are made of `0` for a digit, `a` for a letter and `x` for either.
    private static final List<Rule> RULES = List.of(
            new Rule(Kind.IT_FISCAL_CODE, "aaaaaa00x00x000a", true, Identities::fiscalCode),
            new Rule(Kind.ES_NIF, "00000000a", true, Identities::nif),
            new Rule(Kind.ES_NIF, "a0000000a", true, Identities::nif),
            new Rule(Kind.DE_PENSION, "00000000a000", true, Identities::pension),
            new Rule(Kind.DE_VAT_ID, "aa000000000", false, Identities::germanVat),
            new Rule(Kind.DE_ID_CARD, "axxxxxxxx0", false, Checksums::mod731),
            new Rule(Kind.US_DEA, "aa0000000", false, Identities::dea),
            new Rule(Kind.UK_NINO, "aa000000a", false, Identities::nino),
            new Rule(Kind.SG_UEN, "00000000a", false, Identities::business),
            new Rule(Kind.SG_UEN, "000000000a", false, Identities::company),
            new Rule(Kind.SG_UEN, "a00aa0000a", false, Identities::entity),
            new Rule(Kind.US_NPI, "0000000000", false, text -> Checksums.luhn("80840" + text)),
            new Rule(Kind.CA_SIN, "000000000", false, Checksums::luhn),
            new Rule(Kind.UK_NHS, "0000000000", false, Identities::nhs),
            new Rule(Kind.PL_PESEL, "00000000000", false, Identities::pesel),
            new Rule(Kind.DE_TAX_ID, "00000000000", false, Identities::germanTax),
            new Rule(Kind.DE_LANR, "000000000", false, Identities::lanr),
            new Rule(Kind.AU_ABN, "00000000000", false, Identities::abn),
            new Rule(Kind.AU_ACN, "000000000", false, Identities::acn),
            new Rule(Kind.AU_TFN, "000000000", false, Identities::tfn),
            new Rule(Kind.AU_MEDICARE, "0000000000", false, Identities::medicare),
            new Rule(Kind.IN_AADHAAR, "000000000000", false, Identities::aadhaar),
            new Rule(Kind.NG_NIN, "00000000000", false, Checksums::verhoeff),
            new Rule(Kind.ZA_ID, "0000000000000", false, text -> isDate(text, 2) && Checksums.luhn(text)),
            new Rule(Kind.KR_RRN, "0000000000000", false, Identities::korean),
            new Rule(Kind.SE_PERSONNUMMER, "0000000000", false, Identities::swedish),
            new Rule(Kind.SE_PERSONNUMMER, "000000000000", false, Identities::swedish),
            new Rule(Kind.TH_ID, "0000000000000", false, Identities::thai),
            new Rule(Kind.TR_ID, "00000000000", false, Identities::turkish),
            new Rule(Kind.PH_TIN, "000000000", false, Identities::philippine),
            new Rule(Kind.ABA_ROUTING, "000000000", false, Identities::aba));

    private static final int LONGEST = 16;
    private static final String MOD_31 = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    private Identities() {}

    private interface Check {
        boolean passes(String text);
    }

    /// @param alone whether shape and checksum tell enough without a word beside them
    private record Rule(Kind kind, String shape, boolean alone, Check check) {
        boolean fits(String text) {
            if (text.length() != shape.length()) {
                return false;
            }
            for (int i = 0; i < shape.length(); i++) {
                boolean digit = digit(text, i) >= 0;
                if ((shape.charAt(i) == '0' && !digit) || (shape.charAt(i) == 'a' && digit)) {
                    return false;
                }
            }
            return check.passes(text);
        }
    }

    /// What a number may be.
    ///
    /// @param text its digits and capital letters, without separators
    /// @param near the kinds that the words near it speak of
    /// @return whether something was found and noted in `window`
    static boolean find(Window window, String text, long near, int start, int end) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (var rule : RULES) {
            boolean spoken = (near & rule.kind().bit()) != 0;
            if ((spoken || rule.alone()) && rule.fits(text)) {
                var certainty = spoken || rule.kind() == Kind.IT_FISCAL_CODE ? Certainty.CERTAIN : Certainty.PROBABLE;
                if (rule.kind() == Kind.UK_NINO) {
                    certainty = Certainty.PROBABLE; // it has no check digit
                }
                window.found(rule.kind(), Examples.number(text) ? Certainty.EXAMPLE : certainty, start, end);
                return true;
            }
        }
        return false;
    }

    /// A Finnish code, whose sign between the day of birth and the number tells the century.
    static boolean finnish(String text) {
        if (text.length() != 11
                || "-+ABCDEFUVWXY".indexOf(text.charAt(6)) < 0
                || !Checksums.isDigits(text.substring(0, 6))
                || !Checksums.isDigits(text.substring(7, 10))
                || !isDay(text.substring(0, 2))
                || !isMonth(text.substring(2, 4))) {
            return false;
        }
        long number = Long.parseLong(text.substring(0, 6) + text.substring(7, 10));
        return MOD_31.charAt((int) (number % 31)) == text.charAt(10);
    }

    /// Whether two digits of year, month and day begin there, with a year before.
    static boolean isDate(String text, int month) {
        return isMonth(text.substring(month, month + 2)) && isDay(text.substring(month + 2, month + 4));
    }

    private static boolean isMonth(String two) {
        int month = Integer.parseInt(two);
        return month >= 1 && month <= 12;
    }

    private static boolean isDay(String two) {
        int day = Integer.parseInt(two);
        return day >= 1 && day <= 31;
    }

    static boolean swedish(String text) {
        var ten = text.substring(text.length() - 10);
        return isDate(ten, 2) && Checksums.luhn(ten);
    }

    static boolean korean(String text) {
        int sum = weighted(text, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);
        int century = digit(text, 6);
        boolean foreign = century >= 5 && century <= 8;
        return isDate(text, 2) && ((foreign ? 13 : 11) - sum % 11) % 10 == digit(text, 12);
    }

    static boolean nif(String text) {
        int start = "XYZ".indexOf(text.charAt(0));
        var number = start < 0 ? text.substring(0, 8) : start + text.substring(1, 8);
        return Checksums.isDigits(number)
                && "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(number) % 23) == text.charAt(8);
    }

    /// Odd places have a table of their own, which repeats the digits' values for the first ten letters.
    static boolean fiscalCode(String text) {
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int value = digit(text, i) >= 0 ? digit(text, i) : text.charAt(i) - 'A';
            if (value < 0 || value >= odd.length) {
                return false;
            }
            sum += i % 2 == 0 ? odd[value] : value;
        }
        return "ABCDEHLMPRST".indexOf(text.charAt(8)) >= 0 && sum % 26 == text.charAt(15) - 'A';
    }

    static boolean pension(String text) {
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int letter = text.charAt(8) - 'A' + 1;
        if (letter < 1 || letter > 26 || !isMonth(text.substring(4, 6))) {
            return false;
        }
        var digits = text.substring(0, 8) + letter / 10 + letter % 10 + text.substring(9, 11);
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = digit(digits, i) * weights[i];
            sum += product / 10 + product % 10;
        }
        return sum % 10 == digit(text, 11);
    }

    static boolean germanVat(String text) {
        return text.startsWith("DE") && Checksums.mod11And10(text.substring(2));
    }

    /// Of its first ten digits exactly one stands there two or three times.
    static boolean germanTax(String text) {
        var counts = new int[10];
        for (int i = 0; i < 10; i++) {
            counts[digit(text, i)]++;
        }
        int repeated = 0;
        for (int count : counts) {
            repeated += count == 2 || count == 3 ? 1 : count > 3 ? 2 : 0;
        }
        return text.charAt(0) != '0' && repeated == 1 && Checksums.mod11And10(text);
    }

    static boolean dea(String text) {
        int sum = weighted(text.substring(2), 1, 2, 1, 2, 1, 2);
        return "ABCDEFGHJKLMPRSTUX".indexOf(text.charAt(0)) >= 0 && sum % 10 == digit(text, 8);
    }

    static boolean nino(String text) {
        return "DFIQUV".indexOf(text.charAt(0)) < 0
                && "DFIQUVO".indexOf(text.charAt(1)) < 0
                && "ABCD".indexOf(text.charAt(8)) >= 0;
    }

    static boolean business(String text) {
        return "XMKECAWLJDB".charAt(weighted(text, 10, 4, 9, 3, 8, 2, 7, 1) % 11) == text.charAt(8);
    }

    static boolean company(String text) {
        return "ZKCMDNERGWH".charAt(weighted(text, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11) == text.charAt(9);
    }

    static boolean entity(String text) {
        var letters = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
        int[] weights = {4, 3, 5, 3, 10, 2, 2, 5, 7};
        int sum = -5;
        for (int i = 0; i < weights.length; i++) {
            int value = letters.indexOf(text.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += weights[i] * value;
        }
        return letters.charAt(Math.floorMod(sum, 11)) == text.charAt(9);
    }

    static boolean nhs(String text) {
        int rest = 11 - weighted(text, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return rest != 10 && rest % 11 == digit(text, 9);
    }

    static boolean pesel(String text) {
        return (10 - weighted(text, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10 == digit(text, 10);
    }

    static boolean lanr(String text) {
        return (10 - weighted(text, 4, 9, 4, 9, 4, 9) % 10) % 10 == digit(text, 6);
    }

    static boolean abn(String text) {
        return (weighted(text, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;
    }

    static boolean acn(String text) {
        return (10 - weighted(text, 8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10 == digit(text, 8);
    }

    static boolean tfn(String text) {
        return weighted(text, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
    }

    static boolean medicare(String text) {
        int first = digit(text, 0);
        return first >= 2 && first <= 6 && weighted(text, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == digit(text, 8);
    }

    static boolean aadhaar(String text) {
        return digit(text, 0) >= 2 && Checksums.verhoeff(text);
    }

    static boolean thai(String text) {
        int sum = weighted(text, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        return text.charAt(0) != '0' && (11 - sum % 11) % 10 == digit(text, 12);
    }

    static boolean turkish(String text) {
        int odd = weighted(text, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = weighted(text, 0, 1, 0, 1, 0, 1, 0, 1);
        int tenth = Math.floorMod(7 * odd - even, 10);
        return text.charAt(0) != '0' && tenth == digit(text, 9) && (odd + even + tenth) % 10 == digit(text, 10);
    }

    static boolean philippine(String text) {
        return weighted(text, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == digit(text, 8);
    }

    static boolean aba(String text) {
        int bank = digit(text, 0) * 10 + digit(text, 1);
        boolean issued =
                (bank >= 1 && bank <= 12) || (bank >= 21 && bank <= 32) || (bank >= 61 && bank <= 72) || bank == 80;
        return issued && weighted(text, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
    }
}
