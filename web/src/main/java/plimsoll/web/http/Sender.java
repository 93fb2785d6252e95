package plimsoll.web.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes one response to Jetty.
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    /// Large enough that a file's bytes cost few system calls, small enough that a thousand downloads fit in memory.
    private static final int FILE_BUFFER_BYTES = 128 * 1024;

    private final org.eclipse.jetty.server.Request jetty;
    private final org.eclipse.jetty.server.Response response;
    private final Callback callback;
    private final String requestId;

    Sender(
            org.eclipse.jetty.server.Request jetty,
            org.eclipse.jetty.server.Response response,
            Callback callback,
            String requestId) {
        this.jetty = jetty;
        this.response = response;
        this.callback = callback;
        this.requestId = requestId;
    }

    void send(Response answer) {
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        answer.headers().forEach(header -> headers.add(header.name(), header.value()));
        headers.put("X-Request-Id", requestId);
        headers.put("X-Content-Type-Options", "nosniff");
        switch (answer.body()) {
            case Body.Whole(var bytes) -> whole(bytes.toArray());
            case Body.Stretch stretch -> stretch(stretch);
            case Body.Streamed(var writer) -> streamed(writer);
        }
    }

    private void whole(byte[] bytes) {
        if (response.getStatus() != 304 && response.getStatus() != 204) {
            response.getHeaders().put("Content-Length", bytes.length);
        }
        if (isHead() || bytes.length == 0) {
            callback.succeeded();
        } else {
            response.write(true, ByteBuffer.wrap(bytes), callback);
        }
    }

    private void stretch(Body.Stretch stretch) {
        response.getHeaders().put("Content-Length", stretch.lengthBytes());
        if (isHead() || stretch.lengthBytes() == 0) {
            callback.succeeded();
            return;
        }
        try {
            var channel = stretch.source().open();
            var pool = new ByteBufferPool.Sized(jetty.getComponents().getByteBufferPool(), true, FILE_BUFFER_BYTES);
            var source = Content.Source.from(pool, channel, stretch.offset(), stretch.lengthBytes());
            Content.copy(source, response, Callback.from(callback, () -> close(channel)));
        } catch (IOException e) {
            fail(e);
        }
    }

    private void streamed(Body.Writer writer) {
        if (isHead()) {
            callback.succeeded();
            return;
        }
        try {
            var out = new BufferedOutputStream(Content.Sink.asOutputStream(response), 1 << 16);
            writer.write(out);
            out.close();
            callback.succeeded();
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    // The head has been sent: all that is left is to cut the connection, so that no part is taken for the whole.
    private void fail(Exception e) {
        LOG.warn("answer {} was cut short: {}", requestId, e.toString());
        callback.failed(e);
    }

    private boolean isHead() {
        return jetty.getMethod().equals("HEAD");
    }

    private static void close(SeekableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a file that was read cannot be closed", e);
        }
    }
}
