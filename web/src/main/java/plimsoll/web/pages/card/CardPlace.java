package plimsoll.web.pages.card;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Refused;

/// Where a card lies, and so what its relative links and pictures mean.
///
/// @param page the repository's page, such as `/lab/model`
/// @param revision the revision it is read at
/// @param folder the folder it lies in, without slashes around; empty at the root
public record CardPlace(String page, String revision, String folder) {
    /// Before every anchor of a card, so that none is mistaken for one of the page's own.
    static final String ANCHOR = "card-";

    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);
    // What browsers drop before they look for a scheme, and what might look like nothing to a reader.
    private static final Pattern IGNORED = Pattern.compile("[\\x00-\\x1f\\x7f\\u00a0\\u2028\\u2029\\ufeff]+");

    /// Where a link leads; empty when it may lead nowhere.
    Optional<String> link(String written) {
        var url = plain(written);
        if (url.startsWith("#")) {
            return Optional.of("#" + ANCHOR + url.substring(1));
        }
        return switch (kindOf(url)) {
            case WEB, MAIL, ROOTED -> Optional.of(url);
            case RELATIVE -> inRepository(url, "blob");
            case FORBIDDEN -> Optional.empty();
        };
    }

    /// Where a picture of this hub is; empty for pictures from elsewhere, which would tell their host who reads the
    /// card.
    Optional<String> picture(String written) {
        var url = plain(written);
        return switch (kindOf(url)) {
            case ROOTED -> Optional.of(url);
            case RELATIVE -> inRepository(url, "resolve");
            case WEB, MAIL, FORBIDDEN -> Optional.empty();
        };
    }

    private enum Kind {
        WEB,
        MAIL,
        ROOTED,
        RELATIVE,
        FORBIDDEN
    }

    private static Kind kindOf(String url) {
        var scheme = SCHEME.matcher(url);
        if (scheme.matches()) {
            return switch (scheme.group(1).toLowerCase(java.util.Locale.ROOT)) {
                case "http", "https" -> Kind.WEB;
                case "mailto" -> Kind.MAIL;
                default -> Kind.FORBIDDEN;
            };
        }
        if (url.isEmpty() || url.indexOf('\\') >= 0) { // browsers read '\' as '/'
            return Kind.FORBIDDEN;
        }
        return url.startsWith("//") ? Kind.WEB : url.startsWith("/") ? Kind.ROOTED : Kind.RELATIVE;
    }

    private static String plain(String written) {
        return IGNORED.matcher(written).replaceAll("").strip();
    }

    private Optional<String> inRepository(String url, String view) {
        int hash = url.indexOf('#');
        var anchor = hash < 0 ? "" : url.substring(hash);
        var path = (hash < 0 ? url : url.substring(0, hash)).replaceFirst("\\?.*$", "");
        var segments = new ArrayDeque<String>();
        if (!walk(folder, segments) || !walk(path, segments)) {
            return Optional.empty();
        }
        var place = Percent.encodePath(String.join("/", segments));
        return Optional.of(
                segments.isEmpty()
                        ? page + "/tree/" + Percent.encode(revision)
                        : "%s/%s/%s/%s%s".formatted(page, view, Percent.encode(revision), place, anchor));
    }

    /// Takes the steps of `path`.
    ///
    /// @return false when they lead out of the repository
    private static boolean walk(String path, Deque<String> segments) {
        for (var step : path.split("/", -1)) {
            switch (decoded(step)) {
                case "", "." -> {}
                case ".." -> {
                    if (segments.pollLast() == null) {
                        return false;
                    }
                }
                case String segment -> segments.addLast(segment);
            }
        }
        return true;
    }

    private static String decoded(String step) {
        try {
            return Percent.decode(step);
        } catch (Refused _) {
            return step; // a '%' that stands for itself
        }
    }
}
