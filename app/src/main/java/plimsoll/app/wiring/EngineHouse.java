package plimsoll.app.wiring;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import plimsoll.backends.localengine.LocalEngines;
import plimsoll.backends.localengine.LocalEngines.Budget;
import plimsoll.backends.localengine.LocalModel;
import plimsoll.web.http.CrossOrigin;
import plimsoll.web.http.Door;
import plimsoll.web.http.FrontDesk;
import plimsoll.web.http.HttpServer;
import plimsoll.web.http.Router;
import plimsoll.web.http.Visitor;
import plimsoll.web.openai.Errors;
import plimsoll.web.openai.OpenAiRoutes;
import plimsoll.web.openai.ResponseState;

/// Engines behind OpenAI's interface, without a hub: put together by hand and running.
public final class EngineHouse implements AutoCloseable {
    private final LocalEngines engines;
    private final Health health;
    private final HttpServer server;
    private final String address;

    private EngineHouse(LocalEngines engines, Health health, HttpServer server, String address) {
        this.engines = engines;
        this.health = health;
        this.server = server;
        this.address = address;
    }

    /// Starts serving these models.
    ///
    /// @param port 0 for any free one
    /// @param origins whose pages may ask, beside those who are no page; `*` for all
    /// @throws IOException when nothing can listen there
    public static EngineHouse open(
            SequencedMap<String, Path> models, Budget budget, String host, int port, Set<String> origins)
            throws IOException {
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var seats = new LinkedHashMap<String, LocalModel>();
        models.forEach((name, file) -> seats.put(name, LocalModel.at(file)));
        var engines = new LocalEngines(seats, budget, clock);
        var health = new Health();
        health.watch("engine.requests.unfinished", engines::unfinished);
        health.watch("engine.models.loaded", () -> engines.inMemory().size());
        var routes = new OpenAiRoutes(
                        _ -> engines, Door.OPEN, ResponseState.NONE, OpenAiRoutes.Receipting.NONE, random, clock)
                .routes();
        var router = new Router(
                Stream.concat(routes.stream(), health.openRoutes().stream()).toList());
        try {
            var server = HttpServer.start(
                    new HttpServer.Settings(host, port, Optional.empty(), CrossOrigin.only(origins)),
                    new FrontDesk(router, _ -> new Visitor.Guest(), Errors.FAULTS),
                    health::saw,
                    random);
            var shown = host.contains(":") ? "[" + host + "]" : host;
            return new EngineHouse(engines, health, server, "http://%s:%d".formatted(shown, server.port()));
        } catch (BindException taken) {
            health.close();
            throw new IOException(
                    "nothing can listen on %s port %d: %s".formatted(host, port, taken.getMessage()), taken);
        }
    }

    /// The address it listens on.
    public String address() {
        return address;
    }

    @Override
    public void close() {
        server.close();
        engines.close();
        health.close();
    }
}
