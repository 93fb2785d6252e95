package plimsoll.web.xet;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.domain.release.Intent;
import plimsoll.domain.xet.Shard;
import plimsoll.domain.xet.ShardReader;
import plimsoll.domain.xet.ShardReading;
import plimsoll.domain.xet.ShardWriter;
import plimsoll.domain.xet.Xorb;
import plimsoll.hub.content.BlobLeaving;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.xet.OfferChunks;
import plimsoll.hub.xet.ReceiveXorb;
import plimsoll.hub.xet.RegisterShard;
import plimsoll.hub.xet.RegisterShard.Outcome;
import plimsoll.hub.xet.XetTokens.XetToken;
import plimsoll.web.http.CutOff;
import plimsoll.web.http.Door;
import plimsoll.web.http.Handler;
import plimsoll.web.http.Json;
import plimsoll.web.http.Refused;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;

/// How chunks come in: which need not be sent, xorbs, and the shards that make files of them.
final class UploadRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(UploadRoutes.class);
    /// A xorb's largest footer, which we drop, after the largest xorb.
    private static final int MAX_XORB_BODY_BYTES = Xorb.MAX_BYTES + 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_TELEMETRY_BYTES = 1024 * 1024;
    /// Clients give up on an answer that is silent for a minute.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final XetDoor door;
    private final ReceiveXorb receive;
    private final RegisterShard register;
    private final OfferChunks offer;
    private final InstantSource clock;

    UploadRoutes(XetDoor door, ReceiveXorb receive, RegisterShard register, OfferChunks offer, InstantSource clock) {
        this.door = door;
        this.receive = receive;
        this.register = register;
        this.offer = offer;
        this.clock = clock;
    }

    List<Route> routes() {
        var base = XetRoutes.BASE;
        return List.of(
                signed("POST", base + "/v1/xorbs/{prefix}/{hash}", this::xorb),
                signed("POST", base + "/v1/shards", this::shard),
                signed("POST", base + "/v2/shards", this::shardWithProgress),
                signed("GET", base + "/v1/chunks/{prefix}/{hash}", this::duplicates),
                signed("POST", base + "/v1/telemetry", this::dropped),
                signed("POST", "/v1/telemetry", this::dropped)); // clients send it to the root
    }

    private Response xorb(Request request) throws IOException {
        var name = XetDoor.hash(request);
        var token = door.token(request);
        var pass = door.enter(token, Intent.WRITE);
        if (request.contentLength() > MAX_XORB_BODY_BYTES) {
            throw new Refused(413, "A xorb has at most %d bytes.".formatted(Xorb.MAX_BYTES));
        }
        return switch (receive.receive(pass, name, body(request, token))) {
            case ReceiveXorb.Outcome.Kept(var first) -> Response.json(new Inserted(first));
            case ReceiveXorb.Outcome.Unfit(var reason) -> Response.error(400, reason);
        };
    }

    private Response shard(Request request) throws IOException {
        var token = door.token(request);
        var pass = door.enter(token, Intent.WRITE);
        return switch (register.register(pass, read(request, token), (_, _) -> {})) {
            case Outcome.Registered(var fresh) -> Response.json(new Result("result", fresh > 0 ? 1 : 0));
            case Outcome.Unfit(var reason) -> Response.error(400, reason);
        };
    }

    private Response shardWithProgress(Request request) throws IOException {
        var token = door.token(request);
        var pass = door.enter(token, Intent.WRITE);
        var shard = read(request, token);
        return Response.stream(200, "application/x-ndjson", out -> told(pass, shard, out));
    }

    // The head is sent, so the last line alone tells how it went.
    private void told(Pass pass, Shard shard, OutputStream out) throws IOException {
        try {
            switch (register.register(pass, shard, new Told(out))) {
                case Outcome.Registered(var fresh) -> line(out, new Result("result", fresh > 0 ? 1 : 0));
                case Outcome.Unfit(var reason) -> line(out, new Failure("error", reason, false));
            }
        } catch (BlobLeaving e) {
            line(out, new Failure("error", "One of its xorbs was being removed. Upload again.", true));
        } catch (IOException e) {
            LOG.warn("a shard was not registered", e);
            line(out, new Failure("error", "The hub failed. Try again later.", true));
        }
    }

    private Shard read(Request request, XetToken token) throws IOException {
        return switch (ShardReader.read(new BufferedInputStream(body(request, token), BUFFER_BYTES))) {
            case ShardReading.Sound(var shard) -> shard;
            case ShardReading.Refused(var reason) -> throw new Refused(400, "This is " + reason + ".");
        };
    }

    private Response duplicates(Request request) throws IOException {
        var chunk = XetDoor.hash(request);
        var token = door.token(request);
        if (token.scope() != Intent.WRITE) {
            return unknown(); // whoever only reads has nothing to send
        }
        var found = offer.offer(door.enter(token, Intent.WRITE), chunk);
        if (found.isEmpty()) {
            return unknown();
        }
        var bytes = new ByteArrayOutputStream();
        ShardWriter.write(found.get(), bytes);
        return Response.bytes(200, "application/octet-stream", bytes.toByteArray());
    }

    private static Response unknown() {
        return Response.error(404, "This chunk is not known here.");
    }

    private InputStream body(Request request, XetToken token) {
        return new CutOff(() -> door.stands(token, Intent.WRITE), clock).around(request.body());
    }

    private Response dropped(Request request) throws IOException {
        door.enter(door.token(request), Intent.READ);
        request.bodyBytes(MAX_TELEMETRY_BYTES);
        return Response.empty(200);
    }

    private static Route signed(String method, String pattern, Handler handler) {
        return Route.of(method, pattern, Door.SIGNED, XetRoutes.wording(handler));
    }

    private static void line(OutputStream out, Object event) throws IOException {
        out.write(Json.write(event));
        out.write('\n');
        out.flush();
    }

    private record Inserted(@JsonProperty("was_inserted") boolean wasInserted) {}

    private record Result(String type, int result) {}

    private record Validating(String type, long verified, long total) {}

    private record Failure(String type, String message, boolean retryable) {}

    /// Says now and then how far a shard is.
    private final class Told implements RegisterShard.Progress {
        private final OutputStream out;
        private Instant said = clock.instant();

        Told(OutputStream out) {
            this.out = out;
        }

        @Override
        public void verified(long bytes, long total) throws IOException {
            var now = clock.instant();
            if (now.isAfter(said.plus(SILENCE))) {
                said = now;
                line(out, new Validating("validating", bytes, total));
            }
        }
    }
}
