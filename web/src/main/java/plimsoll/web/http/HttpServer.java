package plimsoll.web.http;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The hub's HTTP server: Jetty's core, one virtual thread for each request.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    /// A connection on which nothing moves for so long is dropped, a half-closed upload's too.
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int MAX_CONNECTIONS = 4_096;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int MAX_PLATFORM_THREADS = 64;
    private static final int OUTPUT_BUFFER_BYTES = 64 * 1024;
    /// One read of a connection: the largest that Jetty pools. Held only while bytes are there.
    private static final int INPUT_BUFFER_BYTES = 64 * 1024;

    private final Server server;
    private final ServerConnector connector;

    private HttpServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Starts serving.
    ///
    /// @throws BindException when the address is taken or not this machine's
    public static HttpServer start(Settings settings, FrontDesk desk, Watcher watcher, RandomGenerator random)
            throws IOException {
        return start(settings, desk, watcher, random, IDLE);
    }

    static HttpServer start(Settings settings, FrontDesk desk, Watcher watcher, RandomGenerator random, Duration idle)
            throws IOException {
        var threads = new QueuedThreadPool(MAX_PLATFORM_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        var connections = new HttpConnectionFactory(configuration());
        connections.setInputBufferSize(INPUT_BUFFER_BYTES);
        var connector = new ServerConnector(server, 1, 1, connections);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(idle.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setStopTimeout(STOP.toMillis());
        var arrivals = new Arrivals(desk, watcher, random, settings, idle);
        server.setHandler(new GracefulHandler(arrivals));
        server.setErrorHandler(new JettyErrors());
        try {
            connector.open();
            arrivals.listeningOn(settings.host(), connector.getLocalPort());
            server.start();
        } catch (Exception e) { // the door of the server
            stop(server);
            throw e instanceof IOException io ? io : new IOException("the server did not start", e);
        }
        return new HttpServer(server, connector);
    }

    /// The port it listens on.
    public int port() {
        return connector.getLocalPort();
    }

    /// Stops: answers under way have a few seconds to end, new requests are turned away.
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) { // the door of the server
            LOG.warn("the server did not stop in order: {}", e.toString());
        }
    }

    // What clients put into paths on purpose: '%2F' in revisions, '%25' in file names, '//' never. The URL standard of
    // browsers and Node leaves '[', ']', '|' and '^' as they are, which RFC 3986 does not allow in a path.
    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
        configuration.setResponseHeaderSize(MAX_HEADER_BYTES);
        configuration.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        configuration.setHttpCompliance(HttpCompliance.RFC7230);
        configuration.setUriCompliance(UriCompliance.RFC3986.with(
                "raw-segments",
                Violation.AMBIGUOUS_PATH_SEPARATOR,
                Violation.AMBIGUOUS_PATH_ENCODING,
                Violation.AMBIGUOUS_PATH_SEGMENT,
                Violation.AMBIGUOUS_PATH_PARAMETER,
                Violation.AMBIGUOUS_EMPTY_SEGMENT,
                Violation.SUSPICIOUS_PATH_CHARACTERS,
                Violation.ILLEGAL_PATH_CHARACTERS,
                Violation.BAD_UTF8_ENCODING,
                Violation.TRUNCATED_UTF8_ENCODING,
                Violation.BAD_PERCENT_ENCODING));
        return configuration;
    }

    /// Where to listen.
    ///
    /// @param host the address to bind
    /// @param port the port, 0 for any free one
    /// @param publicUrl the address visitors know, empty when it is the one listened on
    /// @param crossOrigin what pages of other origins may do
    public record Settings(String host, int port, Optional<URI> publicUrl, CrossOrigin crossOrigin) {
        /// Where to listen for everybody's pages.
        public Settings(String host, int port, Optional<URI> publicUrl) {
            this(host, port, publicUrl, CrossOrigin.OPEN);
        }
    }

    /// Where Jetty hands requests over.
    private static final class Arrivals extends Handler.Abstract {
        private final FrontDesk desk;
        private final Watcher watcher;
        private final RandomGenerator random;
        private final Duration patience;
        private final CrossOrigin crossOrigin;
        private final boolean fixed;
        private volatile Origins origins;

        Arrivals(FrontDesk desk, Watcher watcher, RandomGenerator random, Settings settings, Duration patience) {
            this.desk = desk;
            this.watcher = watcher;
            this.random = random;
            this.patience = patience;
            this.crossOrigin = settings.crossOrigin();
            this.origins = settings.publicUrl()
                    .map(url -> Origins.fixed(url.toString()))
                    .orElseGet(() -> Origins.listening("", 0));
            this.fixed = settings.publicUrl().isPresent();
        }

        void listeningOn(String host, int port) {
            if (!fixed) {
                origins = Origins.listening(host, port);
            }
        }

        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request jetty, org.eclipse.jetty.server.Response response, Callback callback) {
            long start = System.nanoTime();
            // Silence of the client's is told to whoever waits for it. Silence of ours (a disk that syncs gigabytes) is
            // no reason to drop a client.
            jetty.addIdleTimeoutListener(_ -> false);
            var requestId = HexFormat.of().toHexDigits(random.nextLong());
            var sender = new Sender(jetty, response, callback, requestId);
            Request request;
            try {
                request = new Request(
                        jetty,
                        origins.baseUrl(Optional.ofNullable(jetty.getHeaders().get("Host"))),
                        patience);
            } catch (Refused e) { // a query that cannot be decoded
                sender.send(Response.error(e.status(), e.reason()));
                return true;
            }
            var answered = answered(request, requestId);
            var answer = crossOrigin.allow(request, answered.response());
            // An answer that is written as the body is read leaves that to its writer.
            if (!(answer.body() instanceof Body.Streamed) && !request.drain()) {
                answer = answer.with("Connection", "close"); // so that no client sends its next request into the cut
            }
            watcher.saw(
                    request.method(),
                    answered.route(),
                    answered.response().status(),
                    Duration.ofNanos(System.nanoTime() - start));
            sender.send(answer);
            return true;
        }

        private FrontDesk.Answered answered(Request request, String requestId) {
            if (!crossOrigin.admits(request, request.baseUrl())) {
                return desk.turnAway(request, "Pages of other origins may not ask here, unless the owner names them.");
            }
            return CrossOrigin.isPreflight(request)
                    ? new FrontDesk.Answered("preflight", CrossOrigin.preflight())
                    : desk.answer(request, requestId);
        }
    }
}
