package plimsoll.domain.personaldata;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/// Numbers that begin with letters, or mix them with digits: bank accounts, identity numbers, addresses of
/// crypto-currencies.
final class Accounts {
    /// For each country, how long its IBANs are (ISO 13616, the registry of SWIFT).
    private static final String LENGTHS =
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 "
                    + "DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 "
                    + "JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 "
                    + "OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 "
                    + "TR26 UA29 VA22 VG24 XK20 YE30";

    private static final byte[] IBAN = new byte[26 * 26];
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int LEAST_BASE58 = 26;
    private static final int MOST_BASE58 = 35;
    private static final int MOST_BECH32 = 90;
    private static final int LEAST_IDENTITY = 9;
    private static final int MOST_IDENTITY = 16;

    static {
        for (var country : LENGTHS.split(" ", -1)) {
            IBAN[(country.charAt(0) - 'A') * 26 + country.charAt(1) - 'A'] = Byte.parseByte(country.substring(2));
        }
    }

    private final Window window;

    Accounts(Window window) {
        this.window = window;
    }

    /// At the beginning of a word that holds a digit.
    ///
    /// @param end where the word ends
    /// @return where to go on; `start` when nothing was found
    int find(int start, int end) {
        int iban = iban(start);
        if (iban > 0) {
            return iban;
        }
        int length = end - start;
        if (length >= LEAST_BASE58 && length <= MOST_BECH32 && isCrypto(new String(window.text, start, length))) {
            window.found(Kind.CRYPTO, Certainty.CERTAIN, start, end);
            return end;
        }
        if (length > MOST_IDENTITY) {
            return start;
        }
        int finnish = finnish(start, end);
        if (finnish > start) {
            return finnish;
        }
        int last = end;
        // A Spanish letter may stand apart, as in 12345678-Z.
        if (window.at(end) == '-' && Window.isLetter(window.at(end + 1)) && !window.isWord(end + 2)) {
            last = end + 2;
        }
        var text = upper(start, last);
        if (text.length() >= LEAST_IDENTITY
                && text.length() <= MOST_IDENTITY
                && Identities.find(window, text, window.near(start, last), start, last)) {
            return last;
        }
        return start;
    }

    private int iban(int start) {
        int a = WordTable.lower(window.at(start)) - 'a';
        int b = WordTable.lower(window.at(start + 1)) - 'a';
        if (a < 0 || a > 25 || b < 0 || b > 25 || !window.isDigit(start + 2) || !window.isDigit(start + 3)) {
            return 0;
        }
        int length = IBAN[a * 26 + b];
        var text = new StringBuilder();
        int i = start;
        while (text.length() < length) {
            char c = window.at(i);
            boolean between = c == ' ' && text.length() >= 4;
            if (between && window.isWord(i + 1)) {
                i++;
            } else if (c < 128 && Window.isWord(c) && c != '_') {
                text.append((char) (c >= 'a' ? c - 32 : c));
                i++;
            } else {
                return 0;
            }
        }
        if (length == 0 || window.isWord(i) || !Checksums.mod97(text)) {
            return 0;
        }
        boolean example = Examples.number(text.toString());
        window.found(Kind.IBAN, example ? Certainty.EXAMPLE : Certainty.CERTAIN, start, i);
        return i;
    }

    private int finnish(int start, int end) {
        int last = end;
        char sign = window.at(end);
        if (end - start == 6 && (sign == '-' || sign == '+')) {
            last = window.wordEnd(end + 1);
        }
        if (last - start != 11 || !Identities.finnish(new String(window.text, start, 11).toUpperCase(Locale.ROOT))) {
            return start;
        }
        window.found(Kind.FI_HETU, Certainty.CERTAIN, start, last);
        return last;
    }

    private String upper(int start, int end) {
        var text = new StringBuilder();
        for (int i = start; i < end; i++) {
            char c = window.text[i];
            if (c != '-' && c < 128) {
                text.append((char) (c >= 'a' && c <= 'z' ? c - 32 : c));
            }
        }
        return text.toString();
    }

    static boolean isCrypto(String text) {
        if (text.startsWith("bc1") || text.startsWith("BC1") || text.startsWith("ltc1")) {
            return isBech32(text.toLowerCase(Locale.ROOT));
        }
        return text.length() <= MOST_BASE58 && "13LMD".indexOf(text.charAt(0)) >= 0 && isBase58Check(text);
    }

    /// Base58Check: 21 bytes and the first four of their hash, hashed again.
    private static boolean isBase58Check(String text) {
        var number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = BASE58.indexOf(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        var bytes = number.toByteArray();
        if (bytes.length > 26) {
            return false;
        }
        var all = new byte[25];
        int skip = bytes.length > 25 ? bytes.length - 25 : 0;
        System.arraycopy(bytes, skip, all, 25 - (bytes.length - skip), bytes.length - skip);
        var hash = sha256(sha256(Arrays.copyOf(all, 21)));
        return Arrays.equals(hash, 0, 4, all, 21, 25);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /// BIP 173 and BIP 350: a checksum over GF(32) that is 1, or the constant of the later rule.
    private static boolean isBech32(String text) {
        int[] generators = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
        int one = text.lastIndexOf('1');
        var values = new int[2 * one + 1 + text.length() - one - 1];
        for (int i = 0; i < one; i++) {
            values[i] = text.charAt(i) >> 5;
            values[one + 1 + i] = text.charAt(i) & 31;
        }
        for (int i = one + 1; i < text.length(); i++) {
            int value = BECH32.indexOf(text.charAt(i));
            if (value < 0) {
                return false;
            }
            values[one + i] = value;
        }
        int check = 1;
        for (int value : values) {
            int top = check >>> 25;
            check = ((check & 0x1ffffff) << 5) ^ value;
            for (int i = 0; i < generators.length; i++) {
                check ^= ((top >> i) & 1) == 1 ? generators[i] : 0;
            }
        }
        return check == 1 || check == 0x2bc830a3;
    }
}
