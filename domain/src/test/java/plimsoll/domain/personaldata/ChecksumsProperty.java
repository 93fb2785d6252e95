package plimsoll.domain.personaldata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What check digits promise, over many numbers that have them.
class ChecksumsProperty {
    private static final int CASES = 300;

    @Test
    void aChangedDigitFailsLuhn() {
        everyChangedDigitFails(16, Checksums::luhn, 0);
    }

    @Test
    void aChangedDigitFailsVerhoeff() {
        everyChangedDigitFails(12, Checksums::verhoeff, 0);
    }

    @Test
    void aChangedDigitFailsTheOrderedChecks() {
        everyChangedDigitFails(11, Checksums::mod11And10, 0);
        everyChangedDigitFails(11, text -> text.charAt(0) != '0' && Identities.abn(text), 1);
    }

    @Test
    void aChangedDigitOrASwapFailsMod97() {
        var random = new Random(97);
        for (int i = 0; i < CASES; i++) {
            var iban = iban(random);
            assertTrue(Checksums.mod97(iban), iban);
            for (int at = 4; at < iban.length(); at++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    if (Character.isDigit(iban.charAt(at)) && digit != iban.charAt(at)) {
                        assertFalse(Checksums.mod97(with(iban, at, digit)), iban);
                    }
                }
                assertTrue(at + 1 == iban.length() || swapFails(iban, at, Checksums::mod97), iban);
            }
        }
    }

    @Test
    void aSwapFailsVerhoeff() {
        var random = new Random(12);
        for (int i = 0; i < CASES; i++) {
            var number = passing(random, 12, Checksums::verhoeff);
            for (int at = 0; at + 1 < number.length(); at++) {
                assertTrue(swapFails(number, at, Checksums::verhoeff), number);
            }
        }
    }

    private static void everyChangedDigitFails(int length, Predicate<String> check, int from) {
        var random = new Random(length);
        for (int i = 0; i < CASES; i++) {
            var number = passing(random, length, check);
            for (int at = from; at < length; at++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    var changed = with(number, at, digit);
                    assertEquals(digit == number.charAt(at), check.test(changed), number + " against " + changed);
                }
            }
        }
    }

    private static String passing(Random random, int length, Predicate<String> check) {
        while (true) {
            var number = new StringBuilder();
            for (int i = 0; i < length; i++) {
                number.append((char) ('0' + random.nextInt(10)));
            }
            if (check.test(number.toString())) {
                return number.toString();
            }
        }
    }

    private static String iban(Random random) {
        while (true) {
            var text = "DE%02d%09d%09d"
                    .formatted(random.nextInt(97), random.nextInt(1_000_000_000), random.nextInt(1_000_000_000));
            if (Checksums.mod97(text)) {
                return text;
            }
        }
    }

    private static boolean swapFails(String number, int at, Predicate<String> check) {
        char one = number.charAt(at);
        char other = number.charAt(at + 1);
        return one == other || !check.test(with(with(number, at, other), at + 1, one));
    }

    private static String with(String number, int at, char digit) {
        return number.substring(0, at) + digit + number.substring(at + 1);
    }
}
