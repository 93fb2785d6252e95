package plimsoll.backends.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.GitWire;
import plimsoll.hub.repositories.GitWire.PushDesk;
import plimsoll.hub.repositories.GitWire.Service;

/// Serves one repository to real git over HTTP, without any of the hub's own rules.
final class GitServer implements AutoCloseable {
    private final HttpServer server;
    private final GitWire wire;
    private final RepositoryId repository;
    private final PushDesk desk;
    private final List<List<GitOid>> taken = new CopyOnWriteArrayList<>();

    GitServer(GitWire wire, RepositoryId repository, PushDesk desk) throws IOException {
        this.wire = wire;
        this.repository = repository;
        this.desk = desk;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:%d/lab/model".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var parameters = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
                    .map(value -> Arrays.stream(value.split(":")).collect(Collectors.toSet()))
                    .orElse(Set.of());
            if (path.endsWith("/info/refs")) {
                advertise(exchange, parameters);
            } else if (path.endsWith("/git-upload-pack")) {
                exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
                exchange.sendResponseHeaders(200, 0);
                wire.upload(
                        repository,
                        Optional.empty(),
                        parameters,
                        body(exchange),
                        exchange.getResponseBody(),
                        this::taken);
            } else {
                exchange.getResponseHeaders().add("Content-Type", "application/x-git-receive-pack-result");
                exchange.sendResponseHeaders(200, 0);
                wire.receive(repository, parameters, body(exchange), exchange.getResponseBody(), desk);
            }
        }
    }

    /// Every fetch that took something, and what was asked for.
    List<List<GitOid>> taken() {
        return List.copyOf(taken);
    }

    private List<String> taken(List<GitOid> commits) {
        taken.add(commits);
        return List.of("Handle with care.");
    }

    private void advertise(HttpExchange exchange, Set<String> parameters) throws IOException {
        boolean push = exchange.getRequestURI().getQuery().endsWith("git-receive-pack");
        var service = push ? Service.RECEIVE_PACK : Service.UPLOAD_PACK;
        exchange.getResponseHeaders()
                .add("Content-Type", "application/x-%s-advertisement".formatted(service.wireName()));
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        if (push || !parameters.contains("version=2")) {
            var line = "# service=%s\n".formatted(service.wireName());
            out.write("%04x%s0000".formatted(line.length() + 4, line).getBytes(StandardCharsets.US_ASCII));
        }
        wire.advertise(repository, service, Optional.empty(), parameters, out);
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }
}
