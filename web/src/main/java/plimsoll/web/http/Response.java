package plimsoll.web.http;

import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;

/// One HTTP response, as a value.
///
/// @param status the status code
/// @param headers in the order they are sent; a name may come twice
/// @param body what follows
public record Response(int status, List<Header> headers, Body body) {
    /// The media type of JSON.
    public static final String JSON = "application/json; charset=utf-8";

    private static final Body NOTHING = new Body.Whole(Bytes.copyOf(new byte[0]));

    public Response {
        headers = List.copyOf(headers);
    }

    /// No body.
    public static Response empty(int status) {
        return new Response(status, List.of(), NOTHING);
    }

    /// A value as JSON.
    public static Response json(int status, Object value) {
        return bytes(status, JSON, Json.write(value));
    }

    /// A value as JSON, status 200.
    public static Response json(Object value) {
        return json(200, value);
    }

    /// Plain text.
    public static Response text(int status, String text) {
        return new Response(status, type("text/plain; charset=utf-8"), new Body.Whole(Bytes.ofUtf8(text)));
    }

    /// A page.
    public static Response html(int status, byte[] page) {
        return bytes(status, "text/html; charset=utf-8", page);
    }

    /// Bytes of a media type.
    public static Response bytes(int status, String mediaType, byte[] content) {
        return new Response(status, type(mediaType), new Body.Whole(Bytes.copyOf(content)));
    }

    /// What a writer writes, of a media type.
    public static Response stream(int status, String mediaType, Body.Writer writer) {
        return new Response(status, type(mediaType), new Body.Streamed(writer));
    }

    /// For `HEAD` alone: what `sizeBytes` bytes of a media type would be announced as. There is nothing to send.
    public static Response head(String mediaType, long sizeBytes) {
        return new Response(200, type(mediaType), new Body.Stretch(Response::nothing, 0, sizeBytes));
    }

    private static SeekableByteChannel nothing() {
        throw new IllegalStateException("this answer has a head only");
    }

    /// A redirect.
    public static Response redirect(int status, String location) {
        return empty(status).with("Location", location);
    }

    /// An error in the words of the Hub protocol: JSON with `error`, and `X-Error-Message`.
    public static Response error(int status, String message) {
        return json(status, new ErrorBody(message)).with("X-Error-Message", message);
    }

    /// An error with the code that clients switch on.
    public static Response error(int status, String code, String message) {
        return error(status, message).with("X-Error-Code", code);
    }

    /// This, with one more header. What could end a header's line is replaced, so that no stranger's text becomes a
    /// header of ours.
    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, headerText(value)));
        return new Response(status, more, body);
    }

    /// The first value of a header.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    private static List<Header> type(String mediaType) {
        return List.of(new Header("Content-Type", mediaType));
    }

    // Header values are one line of printable ASCII (RFC 9110, section 5.5); the rest becomes '?'.
    private static String headerText(String value) {
        var text = new StringBuilder(value.length());
        value.codePoints().forEach(c -> text.append(c >= ' ' && c < 0x7f ? (char) c : c == '\n' ? ' ' : '?'));
        return text.toString();
    }

    /// One header.
    ///
    /// @param name its name
    /// @param value its value
    public record Header(String name, String value) {}

    /// How the Hub's clients expect to be told what went wrong.
    ///
    /// @param error in words
    public record ErrorBody(String error) {}
}
