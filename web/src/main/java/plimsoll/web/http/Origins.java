package plimsoll.web.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Under which addresses visitors know this hub. A `Host` header is believed only when it is one of them, so that
/// nobody can make links that leave the hub.
public final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String publicUrl;
    private final boolean local;

    private Origins(String publicUrl, boolean local) {
        this.publicUrl = publicUrl;
        this.local = local;
    }

    /// A hub with one public address, such as `https://hub.example.org`.
    public static Origins fixed(String publicUrl) {
        return new Origins(publicUrl.replaceAll("/+$", ""), false);
    }

    /// A hub that listens on `host` and has no other name. On a loopback address it answers to each of its names.
    public static Origins listening(String host, int port) {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return new Origins("http://" + name + ":" + port, LOOPBACK.contains(name));
    }

    /// The address to begin links with, for a request with this `Host` header.
    public String baseUrl(Optional<String> hostHeader) {
        return local
                ? hostHeader.filter(this::isOurs).map(host -> "http://" + host).orElse(publicUrl)
                : publicUrl;
    }

    /// Whether a request's `Origin` header names this hub.
    public boolean isOurs(Optional<String> hostHeader, String origin) {
        return origin.equals(baseUrl(hostHeader));
    }

    /// Whether visitors come over TLS, and so cookies may insist on it.
    public boolean secure() {
        return publicUrl.startsWith("https://");
    }

    private boolean isOurs(String host) {
        int colon = host.lastIndexOf(':');
        var name = (colon > host.lastIndexOf(']') ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
        var port = colon > host.lastIndexOf(']') ? host.substring(colon + 1) : "80";
        return LOOPBACK.contains(name)
                && port.equals(String.valueOf(URI.create(publicUrl).getPort()));
    }
}
