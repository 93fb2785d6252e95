package plimsoll.app.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.SiteRole;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// How the hub is doing, for those who run it: `/healthz` for anybody, `/metrics` (Prometheus text) for admins.
final class Health implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    Health() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        garbage.bindTo(registry);
    }

    void saw(String method, String route, int status, Duration time) {
        Timer.builder("http.requests")
                .description("Time until the answer was ready, its body not counted")
                .tag("method", method.length() <= 7 ? method : "other")
                .tag("route", route)
                .tag("status", String.valueOf(status))
                .register(registry)
                .record(time);
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/healthz", Door.OPEN, _ -> Response.text(200, "ok\n")),
                Route.of("GET", "/metrics", Door.OWN, this::metrics));
    }

    /// Where there are no accounts, and so no admins: `/health` and `/metrics` for anybody.
    List<Route> openRoutes() {
        return List.of(
                Route.of("GET", "/health", Door.OPEN, _ -> Response.text(200, "ok\n")),
                Route.of("GET", "/metrics", Door.OPEN, _ -> scraped()));
    }

    /// Shows a number among the metrics.
    void watch(String name, Supplier<Number> number) {
        Gauge.builder(name, number).register(registry);
    }

    private Response metrics(Request request) {
        return request.recipient() instanceof Known known && known.role() == SiteRole.ADMIN
                ? scraped()
                : Response.error(403, "Metrics are for admins of this hub.");
    }

    private Response scraped() {
        return Response.bytes(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                registry.scrape().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
