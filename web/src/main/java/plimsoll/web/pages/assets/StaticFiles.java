package plimsoll.web.pages.assets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import plimsoll.domain.content.Bytes;
import plimsoll.web.http.Content;
import plimsoll.web.http.Door;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.view.Assets;

/// Serves the style sheet, the scripts and the mark. Each address holds the hash of its content, so browsers keep what
/// they have for ever and never see an old one.
public final class StaticFiles implements Assets {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");
    private static final List<String> NAMES = List.of(
            "style.css",
            "page.js",
            "arena.js",
            "chat.js",
            "events.js",
            "upload.js",
            "mark.svg",
            "vendor/htmx-2.0.10.min.js",
            "vendor/highlight-11.12.0.min.js");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    /// Half a SHA-256's digits would do for a thousand hubs; these addresses are read by people.
    private static final int HASH_CHARACTERS = 12;

    private final Map<String, Kept> files = new LinkedHashMap<>();

    /// Reads every file once.
    public StaticFiles() {
        for (var name : NAMES) {
            files.put(name, read(name));
        }
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/static/{hash}/{name...}", Door.OPEN, this::serve),
                Route.of("GET", "/favicon.ico", Door.OPEN, _ -> Response.redirect(302, url("mark.svg"))),
                Route.of(
                        "GET", "/robots.txt", Door.OPEN, _ -> Response.text(200, "User-agent: *\nDisallow: /login\n")));
    }

    @Override
    public String url(String name) {
        return "/static/%s/%s".formatted(kept(name).hash, name);
    }

    private Response serve(Request request) {
        var name = request.variable("name");
        var kept = files.get(name);
        if (kept == null) {
            throw new Refused(404, "There is no such file.");
        }
        if (!kept.hash.equals(request.variable("hash"))) {
            return Response.redirect(302, url(name)).with("Cache-Control", "no-store");
        }
        boolean packed = request.header("Accept-Encoding")
                .map(codings -> codings.contains("gzip"))
                .orElse(false);
        var answer = packed
                ? Content.of(kept.packed, kept.hash + "-gzip", kept.mediaType)
                        .answer(request)
                        .with("Content-Encoding", "gzip")
                : Content.of(kept.plain, kept.hash, kept.mediaType).answer(request);
        return answer.with("Cache-Control", FOR_EVER).with("Vary", "Accept-Encoding");
    }

    private Kept kept(String name) {
        var kept = files.get(name);
        if (kept == null) {
            throw new IllegalArgumentException("no static file is called " + name);
        }
        return kept;
    }

    private static Kept read(String name) {
        try (var in = StaticFiles.class.getResourceAsStream("/static/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the static file %s is not on the class path".formatted(name));
            }
            var plain = in.readAllBytes();
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain))
                    .substring(0, HASH_CHARACTERS);
            var type = MEDIA_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            return new Kept(Bytes.copyOf(plain), Bytes.copyOf(packed(plain)), hash, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private record Kept(Bytes plain, Bytes packed, String hash, String mediaType) {}
}
