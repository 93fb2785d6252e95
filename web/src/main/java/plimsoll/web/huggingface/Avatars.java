package plimsoll.web.huggingface;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import plimsoll.domain.identity.Namespace;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;

/// Pictures of accounts and organisations: a letter on a colour, both from the name, drawn for anybody's whether they
/// exist or not.
final class Avatars {
    private static final String ENDING = ".svg";
    private static final int COLOURS = 360;

    private Avatars() {}

    /// Where the picture is, below the hub's address: clients put their endpoint before it.
    static String of(Namespace name) {
        return "/avatars/" + name + ENDING;
    }

    static Response draw(Request request) {
        var file = request.variable("name");
        var name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
        if (!Namespace.isNamespace(name)) {
            throw new Refused(404, "There is nothing at this address.");
        }
        var key = new Namespace(name).key();
        var svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64" role="img">
                <rect width="64" height="64" fill="hsl(%d 45%% 40%%)"/>
                <text x="32" y="32" dy=".36em" text-anchor="middle" font-family="sans-serif" font-size="34"
                 fill="#fff">%s</text>
                </svg>
                """.formatted(
                Math.floorMod(key.hashCode(), COLOURS), key.substring(0, 1).toUpperCase(Locale.ROOT));
        return Response.bytes(200, "image/svg+xml", svg.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "public, max-age=86400");
    }
}
