package plimsoll.domain.personaldata;

import java.util.Set;

/// Numbers and names that are published to be written in documentation, and belong to nobody.
final class Examples {
    /// Test cards of payment services, advertised social security numbers, the IBANs and identity numbers of manuals.
    private static final Set<String> NUMBERS = Set.of(
            ("4111111111111111 4242424242424242 4012888888881881 4000056655665556 4222222222222 5555555555554444 "
                            + "5105105105105100 5200828282828210 2223003122003222 378282246310005 371449635398431 "
                            + "378734493671000 6011111111111117 6011000990139424 3056930009020004 30569309025904 "
                            + "38520000023237 3530111333300000 3566002020360505 6304000000000000 "
                            + "078051120 219099999 123456789 457555462 111111111 "
                            + "GB82WEST12345698765432 GB29NWBK60161331926819 DE89370400440532013000 "
                            + "FR1420041010050500013M02606 FR7630006000011234567890189 NL91ABNA0417164300 "
                            + "ES9121000418450200051332 IT60X0542811101000000123456 CH9300762011623852957 "
                            + "BE68539007547034 AT611904300234573201 SE4550000000058398257466 NO9386011117947 "
                            + "DK5000400440116243 FI2112345600000785 PL61109010140000071219812874 "
                            + "IE29AIBK93115212345678 GB33BUKB20201555555555 "
                            + "12345678Z X1234567L RSSMRA85T10A562S QQ123456C")
                    .split(" ", -1));

    private static final Set<String> DOMAINS = Set.of(
            "example", "test", "invalid", "localhost", "example.com", "example.org", "example.net", "example.edu");

    private Examples() {}

    static boolean number(String text) {
        return NUMBERS.contains(text) || text.chars().distinct().count() == 1;
    }

    /// Whether a domain, or one above it, is reserved (RFC 2606).
    static boolean domain(String name) {
        int dot = 0;
        while (dot >= 0) {
            var rest = name.substring(dot == 0 ? 0 : dot + 1);
            if (DOMAINS.contains(rest)) {
                return true;
            }
            dot = name.indexOf('.', dot + 1);
        }
        return false;
    }

    /// Whether a number is kept for films and manuals: 555 in North America, those of the regulators of the United
    /// Kingdom, Australia and France.
    ///
    /// @param digits from the country code on, or as it is dialled inside the country
    static boolean phone(String digits) {
        var north = digits.length() == 11 && digits.charAt(0) == '1' ? digits.substring(1) : digits;
        if ((north.length() == 10 && north.startsWith("555", 3)) || (north.length() == 7 && north.startsWith("555"))) {
            return true;
        }
        var home = digits.startsWith("44") || digits.startsWith("61") || digits.startsWith("33")
                ? "0" + digits.substring(2)
                : digits;
        return home.startsWith("07700900")
                || home.startsWith("02079460")
                || (home.length() == 10 && (home.startsWith("049157") || home.startsWith("019900")));
    }

    /// Whether an IPv4 address is kept for documentation (RFC 5737).
    static boolean ipv4(int a, int b, int c) {
        return (a == 192 && b == 0 && c == 2) || (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
    }
}
