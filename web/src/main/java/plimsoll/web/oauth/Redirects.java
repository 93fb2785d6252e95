package plimsoll.web.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// To which addresses this hub sends what a web app needs to act for somebody: those that its owner trusts, and
/// programs on the visitor's own machine (RFC 8252, section 7.3). Nobody else gets a code, whatever a link says.
public final class Redirects {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /// More than any app's address needs.
    private static final int MAX_CHARACTERS = 2_000;

    private final Set<String> origins;

    /// Trusting these origins, each such as `https://app.example.org`.
    public Redirects(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /// Whether a code may be sent to this address.
    public boolean trusts(String redirect) {
        return origin(redirect)
                .filter(origin -> origins.contains(origin) || isLoopback(redirect))
                .isPresent();
    }

    /// The part of an address that says who is behind it; empty for what is no address of a web app.
    public static Optional<String> origin(String redirect) {
        if (redirect.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var uri = new URI(redirect);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return Optional.of(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isLoopback(String redirect) {
        var uri = URI.create(redirect);
        return "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }
}
