package plimsoll.web.huggingface;

import java.util.Locale;
import java.util.Map;
import plimsoll.web.http.Percent;
import plimsoll.web.http.Response;

/// The headers under which this hub hands out strangers' files: a type their reader can use, and nothing a browser
/// would run on this hub's behalf.
public final class FileHeaders {
    private static final String UNKNOWN = "application/octet-stream";
    private static final String TEXT = "text/plain; charset=utf-8";
    // A page of a stranger's opens without scripts, forms, or this hub's cookies.
    private static final String SANDBOX =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("json", "application/json"),
            Map.entry("jsonl", TEXT),
            Map.entry("txt", TEXT),
            Map.entry("md", TEXT),
            Map.entry("py", TEXT),
            Map.entry("js", TEXT),
            Map.entry("mjs", TEXT),
            Map.entry("sh", TEXT),
            Map.entry("toml", TEXT),
            Map.entry("yaml", TEXT),
            Map.entry("yml", TEXT),
            Map.entry("cfg", TEXT),
            Map.entry("ini", TEXT),
            Map.entry("jinja", TEXT),
            Map.entry("csv", "text/csv; charset=utf-8"),
            Map.entry("tsv", "text/tab-separated-values; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("xml", "text/xml; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("zip", "application/zip"),
            Map.entry("gz", "application/gzip"),
            Map.entry("parquet", "application/vnd.apache.parquet"));

    private FileHeaders() {}

    /// The media type that a file's name promises.
    public static String mediaType(String fileName) {
        int dot = fileName.lastIndexOf('.');
        var extension = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot < 0 ? fileName.startsWith(".") ? TEXT : UNKNOWN : TYPES.getOrDefault(extension, UNKNOWN);
    }

    /// `answer` made safe to show in a browser; it may be kept, but is asked about again before it is used again.
    public static Response guarded(Response answer) {
        return answer.with("Content-Security-Policy", SANDBOX)
                .with("Cache-Control", "private, no-cache")
                .with("Vary", "Authorization, Cookie");
    }

    /// `answer` with the name to save it under, in both forms of RFC 6266: plain ASCII, and the name itself.
    public static Response named(Response answer, String fileName, boolean download) {
        var plain = new StringBuilder();
        fileName.codePoints().forEach(c -> plain.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '_' : (char) c));
        return answer.with(
                "Content-Disposition",
                "%s; filename=\"%s\"; filename*=UTF-8''%s"
                        .formatted(download ? "attachment" : "inline", plain, Percent.encode(fileName)));
    }
}
