package plimsoll.domain.personaldata;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// E-mail addresses (RFC 5322, as people write them), addresses of machines, domains and pages.
final class Networks {
    private static final WordTable TOP_LEVEL = WordTable.of(
            Stream.concat(WordTable.lines("top-level-domains.txt").stream(), Stream.of("example", "test", "invalid"))
                    .toList());
    /// Without a scheme only these are domains: as a file's ending or a method's name others are more common.
    private static final Set<String> GENERIC = Set.of("com", "org", "net", "info", "biz", "edu", "gov");

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_V6 = 45;
    private static final int LEAST_LETTERS = 2;

    private final Window window;

    Networks(Window window) {
        this.window = window;
    }

    /// At an `@`.
    ///
    /// @return where the address ends; where it stands when there is none
    int email(int at) {
        int start = at;
        while (start > window.from && at - start < LONGEST_LOCAL && isLocal(window.text[start - 1])) {
            start--;
        }
        while (start < at && !Window.isWord(window.text[start])) {
            start++;
        }
        if (start == at || window.at(at - 1) == '.' || (start > window.from && window.isWord(start - 1))) {
            return at;
        }
        int end = hostEnd(at + 1);
        var host = known(at + 1, end);
        if (host == 0) {
            return at;
        }
        var name = lower(at + 1, host);
        window.found(Kind.EMAIL, Examples.domain(name) ? Certainty.EXAMPLE : Certainty.CERTAIN, start, host);
        return host;
    }

    private static boolean isLocal(char c) {
        return Window.isWord(c) || c == '.' || c == '%' || c == '+' || c == '\'' || c == '-';
    }

    /// At the beginning of a word: a page with a scheme or `www.`, or a bare domain.
    int domain(int start) {
        char first = window.at(start);
        int host = start;
        boolean clear = false;
        if ((first | 0x20) == 'h' && has(start, "http")) {
            int colon = start + 4 + ((window.at(start + 4) | 0x20) == 's' ? 1 : 0);
            if (has(colon, "://")) {
                host = colon + 3;
                clear = true;
            }
        }
        clear |= (window.at(host) | 0x20) == 'w' && has(host, "www.");
        if (!clear && (before(start) || window.at(window.wordEnd(start)) != '.')) {
            return start;
        }
        int end = hostEnd(host);
        if (window.at(end) == '@') { // the host is what comes after
            return start;
        }
        int known = known(host, end);
        if (known == 0 || (!clear && !isBare(host, known))) {
            return start;
        }
        var name = lower(host, known);
        window.found(Kind.DOMAIN, Examples.domain(name) ? Certainty.EXAMPLE : Certainty.CERTAIN, start, known);
        return known;
    }

    private boolean before(int start) {
        char c = window.at(start - 1);
        return c == '@' || c == '.' || c == '-' || c == '/' || c == '\\' || c == '$';
    }

    private boolean isBare(int host, int end) {
        int dot = end;
        while (window.at(dot - 1) != '.') {
            dot--;
        }
        char next = window.at(end);
        return GENERIC.contains(lower(dot, end)) && next != '(' && next != '_' && next != '=' && dot - 1 > host;
    }

    /// Where labels joined by dots end.
    private int hostEnd(int start) {
        int end = start;
        while (end < window.to && end - start <= LONGEST_HOST && isHost(window.text[end])) {
            end++;
        }
        if (end - start > LONGEST_HOST) {
            return start;
        }
        while (end > start && !Window.isWord(window.text[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isHost(char c) {
        return c == '.' || c == '-' || (c != '_' && Window.isWord(c));
    }

    /// Where the last label that is a top-level domain ends; 0 when there is none after the first.
    private int known(int start, int end) {
        int last = end;
        while (last > start) {
            int dot = last;
            while (dot > start && window.text[dot - 1] != '.') {
                dot--;
            }
            if (dot == start) {
                return 0;
            }
            boolean empty = window.at(dot - 2) == '.' || dot - 1 == start;
            boolean punycode = last - dot > 4 && has(dot, "xn--");
            if (!empty && last - dot >= LEAST_LETTERS && (TOP_LEVEL.has(window.text, dot, last) || punycode)) {
                return last;
            }
            last = dot - 1;
        }
        return 0;
    }

    private boolean has(int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (WordTable.lower(window.at(start + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String lower(int start, int end) {
        var name = new char[end - start];
        for (int i = start; i < end; i++) {
            name[i - start] = WordTable.lower(window.text[i]);
        }
        return new String(name);
    }

    /// At a colon: an address of eight groups, some of which `::` may stand for (RFC 4291).
    ///
    /// @return where the run of what such addresses are made of ends
    int ipv6(int colon) {
        int start = colon;
        while (start > window.from && colon - start < LONGEST_V6 && isV6(window.text[start - 1])) {
            start--;
        }
        int end = colon + 1;
        while (end < window.to && isV6(window.text[end])) {
            end++;
        }
        int last = end;
        while (last > colon
                && (window.text[last - 1] == '.' || (window.text[last - 1] == ':' && window.at(last - 2) != ':'))) {
            last--;
        }
        if (last - start <= LONGEST_V6
                && !window.isWord(start - 1)
                && !window.isWord(last)
                && window.at(start - 1) != '.') {
            var groups = groups(new String(window.text, start, last - start));
            if (groups != null && isPublic(groups)) {
                boolean example = groups[0] == 0x2001 && groups[1] == 0xdb8;
                window.found(Kind.IP_ADDRESS, example ? Certainty.EXAMPLE : Certainty.CERTAIN, start, last);
            }
        }
        return end;
    }

    private static boolean isV6(char c) {
        return c == ':' || c == '.' || Window.isHex(c);
    }

    // Addresses of one link, one site or one machine are nobody's; so is what is only half written.
    private static boolean isPublic(int[] groups) {
        boolean mapped = groups[0] == 0 && groups[4] == 0 && groups[5] == 0xffff;
        return (groups[0] >= 0x2000 && groups[0] < 0x4000)
                || (mapped && isPublicV4(groups[6] >> 8, groups[6] & 0xff, groups[7] >> 8));
    }

    private static int @Nullable [] groups(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        var left = parts(gap < 0 ? text : text.substring(0, gap));
        var right = gap < 0 ? new int[0] : parts(text.substring(gap + 2));
        if (left == null || right == null) {
            return null;
        }
        int given = left.length + right.length;
        if (gap < 0 ? given != 8 : (given > 7 || given < 3)) {
            return null;
        }
        var all = new int[8];
        System.arraycopy(left, 0, all, 0, left.length);
        System.arraycopy(right, 0, all, 8 - right.length, right.length);
        return all;
    }

    private static int @Nullable [] parts(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        var words = text.split(":", -1);
        boolean dotted = words[words.length - 1].indexOf('.') >= 0;
        var parts = new int[words.length + (dotted ? 1 : 0)];
        for (int i = 0; i < words.length; i++) {
            if (dotted && i == words.length - 1) {
                var four = words[i].split("\\.", -1);
                if (four.length != 4) {
                    return null;
                }
                int[] bytes = new int[4];
                for (int j = 0; j < 4; j++) {
                    if (four[j].length() > 3 || !Checksums.isDigits(four[j]) || Integer.parseInt(four[j]) > 255) {
                        return null;
                    }
                    bytes[j] = Integer.parseInt(four[j]);
                }
                parts[i] = (bytes[0] << 8) | bytes[1];
                parts[i + 1] = (bytes[2] << 8) | bytes[3];
            } else if (words[i].isEmpty() || words[i].length() > 4 || words[i].indexOf('.') >= 0) {
                return null;
            } else {
                parts[i] = Integer.parseInt(words[i], 16);
            }
        }
        return parts;
    }

    /// Whether an address is one machine's in the public internet (RFC 6890).
    static boolean isPublicV4(int a, int b, int c) {
        boolean inside = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 100 && b >= 64 && b < 128)
                || (a == 198 && (b == 18 || b == 19))
                || (a == 192 && b == 0 && c == 0);
        return !inside;
    }
}
