package plimsoll.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Bytes;
import plimsoll.hub.content.BytesChannel;

/// Some bytes a client may ask for in whole or in part, under a strong ETag.
///
/// @param source where they are
/// @param sizeBytes how many
/// @param etag what names them, without quotes
/// @param mediaType what they are
public record Content(Body.Source source, long sizeBytes, String etag, String mediaType) {
    /// The answer to a request for them: 200, 206 with one part or several, 304, or 416. Right for `HEAD` as well.
    public Response answer(Request request) {
        var tag = "\"" + etag + "\"";
        if (matches(request.header("If-None-Match"), tag)) {
            return Response.empty(304).with("ETag", tag);
        }
        var range = rangeStillMeant(request, tag) ? request.header("Range") : Optional.<String>empty();
        var response = switch (Ranges.parse(range, sizeBytes)) {
            case Ranges.Everything _ -> part(200, 0, sizeBytes);
            case Ranges.Some(var stretches)
            when stretches.size() == 1 -> {
                var one = stretches.getFirst();
                yield part(206, one.first(), one.lengthBytes()).with("Content-Range", one.of(sizeBytes));
            }
            case Ranges.Some(var stretches) -> parts(stretches);
            case Ranges.Nothing _ ->
                Response.text(416, "The file has %d bytes; none of the asked ones.".formatted(sizeBytes))
                        .with("Content-Range", "bytes */" + sizeBytes);
        };
        return response.with("ETag", tag).with("Accept-Ranges", "bytes");
    }

    private Response part(int status, long first, long lengthBytes) {
        return new Response(
                status,
                List.of(new Response.Header("Content-Type", mediaType)),
                new Body.Stretch(source, first, lengthBytes));
    }

    private Response parts(List<Ranges.Stretch> stretches) {
        var boundary = "plimsoll-" + etag;
        return Response.stream(206, "multipart/byteranges; boundary=" + boundary, out -> {
            try (var channel = source.open()) {
                for (var stretch : stretches) {
                    out.write(head(boundary, stretch));
                    copy(channel, stretch, out);
                }
                out.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    private byte[] head(String boundary, Ranges.Stretch stretch) {
        return "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                .formatted(boundary, mediaType, stretch.of(sizeBytes))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void copy(SeekableByteChannel channel, Ranges.Stretch stretch, OutputStream out) throws IOException {
        var to = Channels.newChannel(out);
        var buffer = ByteBuffer.allocate(1 << 16);
        channel.position(stretch.first());
        for (long left = stretch.lengthBytes(); left > 0; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int read = channel.read(buffer);
            if (read < 0) {
                throw new IOException("the file ended %d bytes early".formatted(left));
            }
            left -= read;
            to.write(buffer.flip());
        }
    }

    private static boolean matches(Optional<String> header, String tag) {
        return header.map(text -> text.strip().equals("*")
                        || List.of(text.split("\\s*,\\s*")).contains(tag)
                        || List.of(text.split("\\s*,\\s*")).contains("W/" + tag))
                .orElse(false);
    }

    // If-Range: the part is wanted only of the very bytes the client has the rest of.
    private static boolean rangeStillMeant(Request request, String tag) {
        return request.header("If-Range").map(text -> text.strip().equals(tag)).orElse(true);
    }

    /// Bytes at hand, as content.
    public static Content of(Bytes bytes, String etag, String mediaType) {
        return new Content(() -> new BytesChannel(bytes.toArray()), bytes.sizeBytes(), etag, mediaType);
    }
}
