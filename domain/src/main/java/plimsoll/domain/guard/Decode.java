package plimsoll.domain.guard;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Takes off the disguises that write a text in other characters: base64 and its kin, escapes of several sorts, Morse,
/// letters that only look like Latin ones, and characters that nobody sees.
final class Decode {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");
    private static final Pattern BASE32 = Pattern.compile("(?<![A-Za-z0-9])[A-Z2-7]{24,}={0,6}");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{24,}");
    // Groups that repeat have an end: Java matches them by recursion.
    private static final Pattern HEX_IN_PIECES =
            Pattern.compile("(?:[0-9a-fA-F]{2}[ ,:]){11,400}[0-9a-fA-F]{2}|(?:(?:0x|\\\\x)[0-9a-fA-F]{2}[ ,]?){6,400}");
    private static final Pattern BINARY = Pattern.compile("[01][01 ]{46,}[01]");
    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2}){1,400}");
    private static final Pattern QUOTED_PRINTABLE = Pattern.compile("(?:=[0-9A-F]{2}){1,400}");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\u\\{?([0-9a-fA-F]{4})}?|&#x([0-9a-fA-F]{1,6});|&#([0-9]{1,7});");
    private static final Pattern MORSE =
            Pattern.compile("[.\\-\u2022\u2013][.\\-\u2022\u2013/| ]{22,}[.\\-\u2022\u2013]");
    private static final double PRINTABLE = 0.85;
    private static final int LEAST_ESCAPES = 3;
    private static final int HEX_RADIX = 16;

    private static final String LOOK_LIKE =
            "\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u0501d\u0410A\u0412B"
                    + "\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0423Y\u0425X\u0405S\u0406I\u0408J\u03b1a\u03b5e"
                    + "\u03b9i\u03bao\u03bdv\u03bfo\u03c1p\u03c5u\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039aK\u039cM\u039dN\u039fO"
                    + "\u03a1P\u03a4T\u03a5Y\u03a7X\u0261g\u0251a\u029fL\u0280R\u0274N\u026aI\u0432b\u043ak\u043cm\u043dh\u0442t\u04bbh\u051bq\u051dw";
    private static final Map<Character, Character> LATIN = new HashMap<>();
    private static final Map<String, Character> LETTERS = new HashMap<>();

    static {
        for (int i = 0; i < LOOK_LIKE.length(); i += 2) {
            LATIN.put(LOOK_LIKE.charAt(i), LOOK_LIKE.charAt(i + 1));
        }
        // ITU-R M.1677: a to z, then 0 to 9.
        var codes =
                (".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
                                + "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.")
                        .split(" ", -1);
        for (int i = 0; i < codes.length; i++) {
            LETTERS.put(codes[i], (char) (i < 26 ? 'a' + i : '0' + i - 26));
        }
    }

    private Decode() {}

    static List<View> of(String text) {
        var views = new ArrayList<View>();
        var plain = visible(text);
        add(views, "unseen or lookalike characters", text, plain);
        runs(views, "base64", plain, BASE64, Decode::base64);
        runs(views, "base32", plain, BASE32, Decode::base32);
        runs(views, "hex", plain, HEX, Decode::hex);
        runs(views, "hex", plain, HEX_IN_PIECES, Decode::hex);
        runs(views, "binary", plain, BINARY, Decode::binary);
        runs(views, "morse", plain, MORSE, Decode::morse);
        if (plain.indexOf('%') >= 0) {
            escapes(
                    views,
                    "percent",
                    plain,
                    PERCENT,
                    run -> printable(HexFormat.of().parseHex(run.replace("%", ""))));
        }
        if (plain.indexOf('=') >= 0) {
            escapes(
                    views,
                    "quoted-printable",
                    plain,
                    QUOTED_PRINTABLE,
                    run -> printable(HexFormat.of().parseHex(run.replace("=", ""))));
        }
        if (plain.indexOf('\\') >= 0 || plain.indexOf('&') >= 0) {
            escapes(views, "escapes", plain, ESCAPE, Decode::escape);
        }
        return views;
    }

    /// With compatible characters as one, letters of other scripts as the Latin ones they look like, hidden tags read,
    /// and what cannot be seen left out.
    private static String visible(String text) {
        var plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (c >= 0xe0020 && c < 0xe007f) {
                plain.append((char) (c - 0xe0000)); // the tags that repeat ASCII and are not shown
            } else if (Character.getType(c) != Character.FORMAT && c != 0xad && !isSelector(c)) {
                plain.appendCodePoint(c > Character.MAX_VALUE ? c : LATIN.getOrDefault((char) c, (char) c));
            }
        });
        boolean latin =
                text.chars().filter(c -> c < 0x80 && Character.isLetter(c)).count() * 2
                        > text.chars().filter(Character::isLetter).count();
        // A text in Cyrillic or Greek is no disguise.
        return latin ? plain.toString() : text;
    }

    private static boolean isSelector(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe01ef);
    }

    private static void add(List<View> views, String disguise, String text, String plain) {
        if (!plain.equals(text)) {
            views.add(new View(disguise, plain));
        }
    }

    /// Each run decoded by itself, since what stands round it dilutes it, and the text with all of them in place.
    private static void runs(
            List<View> views, String disguise, String text, Pattern runs, Function<String, Optional<String>> decode) {
        var decoded = runs.matcher(text)
                .results()
                .map(match -> decode.apply(match.group()))
                .flatMap(Optional::stream)
                .toList();
        if (!decoded.isEmpty()) {
            views.add(new View(disguise, String.join("\n", decoded)));
            escapes(views, disguise, text, runs, decode);
        }
    }

    private static void escapes(
            List<View> views, String disguise, String text, Pattern runs, Function<String, Optional<String>> decode) {
        var matcher = runs.matcher(text);
        var plain = new StringBuilder();
        int escaped = 0;
        int from = 0;
        while (matcher.find()) {
            var decoded = decode.apply(matcher.group());
            plain.append(text, from, matcher.start()).append(decoded.orElse(matcher.group()));
            from = matcher.end();
            escaped += decoded.isPresent() ? matcher.group().length() : 0;
        }
        if (escaped >= LEAST_ESCAPES) {
            add(views, disguise, text, plain.append(text.substring(from)).toString());
        }
    }

    private static Optional<String> base64(String run) {
        var plain = run.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
        // A last letter alone holds six bits, which are no byte.
        var whole = plain.length() % 4 == 1 ? plain.substring(0, plain.length() - 1) : plain;
        return printable(Base64.getDecoder().decode(whole));
    }

    private static Optional<String> base32(String run) {
        var bytes = ByteBuffer.allocate(run.length());
        int bits = 0;
        long kept = 0;
        for (char c : run.replace("=", "").toCharArray()) {
            kept = (kept << 5 | (c >= 'A' ? c - 'A' : c - '2' + 26)) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (kept >> bits));
            }
        }
        return printable(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static Optional<String> hex(String run) {
        var digits = run.replaceAll("0x|\\\\x|[ ,:]", "");
        return digits.length() % 2 == 0 ? printable(HexFormat.of().parseHex(digits)) : Optional.empty();
    }

    private static Optional<String> binary(String run) {
        var digits = run.replace(" ", "");
        if (digits.length() % Byte.SIZE != 0) {
            return Optional.empty();
        }
        var bytes = new byte[digits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(8 * i, 8 * i + 8), 2);
        }
        return printable(bytes);
    }

    private static Optional<String> morse(String run) {
        var words = run.replace('\u2022', '.').replace('\u2013', '-').split(" ?[/|] ?| {2,3}", -1);
        var text = new StringBuilder();
        for (var word : words) {
            for (var code : word.strip().split(" ", -1)) {
                var letter = LETTERS.get(code);
                if (letter == null) {
                    return Optional.empty();
                }
                text.append(letter.charValue());
            }
            text.append(' ');
        }
        return Optional.of(text.toString().strip());
    }

    private static Optional<String> escape(String run) {
        var matcher = ESCAPE.matcher(run);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int c = matcher.group(1) != null
                ? Integer.parseInt(matcher.group(1), HEX_RADIX)
                : matcher.group(2) != null
                        ? Integer.parseInt(matcher.group(2), HEX_RADIX)
                        : Integer.parseInt(matcher.group(3));
        return Character.isValidCodePoint(c) ? Optional.of(Character.toString(c)) : Optional.empty();
    }

    private static Optional<String> printable(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            long shown = text.codePoints()
                    .filter(c -> Character.isWhitespace(c) || (!Character.isISOControl(c) && Character.isDefined(c)))
                    .count();
            return !text.isEmpty() && shown >= text.codePoints().count() * PRINTABLE
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
