package plimsoll.web.http;

import java.util.Locale;
import java.util.Optional;
import plimsoll.hub.people.RequestQuota;
import plimsoll.hub.people.RequestQuota.Bucket;
import plimsoll.hub.people.RequestQuota.Spent;

/// Which requests count against which quota, and the headers that tell clients where they stand, in the words of the
/// Hub: `RateLimit`, `RateLimit-Policy`, and `Retry-After` for the one who has to wait.
///
/// What is the same for everybody (style sheets, health, the public log, sign-in, which counts for itself) is free, and
/// so is what a signed address names: whoever has one was counted when it was made.
public final class RateLimits {
    /// Nobody is counted.
    public static final RateLimits OFF = new RateLimits(Optional.empty());

    private final Optional<RequestQuota> quota;

    private RateLimits(Optional<RequestQuota> quota) {
        this.quota = quota;
    }

    /// Counts against `quota`.
    public static RateLimits of(RequestQuota quota) {
        return new RateLimits(Optional.of(quota));
    }

    /// Counts a request whose visitor is known; empty when it is free.
    Optional<Spent> count(Route route, Request request) {
        return quota.isPresent()
                ? bucket(route, request.rawPath())
                        .map(bucket -> quota.get().spend(bucket, request.recipient(), request.remoteAddress()))
                : Optional.empty();
    }

    /// An answer that says where its asker stands.
    static Response tell(Response answer, Spent spent) {
        long seconds = spent.reset().plusMillis(999).toSeconds();
        var word = spent.bucket().word();
        var told = answer.with("RateLimit", String.format(Locale.ROOT, "\"%s\";r=%d;t=%d", word, spent.left(), seconds))
                .with(
                        "RateLimit-Policy",
                        String.format(
                                Locale.ROOT,
                                "\"fixed window\";\"%s\";q=%d;w=%d",
                                word,
                                spent.quota(),
                                RequestQuota.WINDOW.toSeconds()));
        return spent.allowed() ? told : told.with("Retry-After", String.valueOf(seconds));
    }

    /// What to say to whoever has to wait.
    static String refusal(Spent spent) {
        return "You have made %d requests to the %s in %d minutes, which is as many as you may. Wait %d seconds."
                .formatted(
                        spent.quota(),
                        spent.bucket().word(),
                        RequestQuota.WINDOW.toMinutes(),
                        spent.reset().plusMillis(999).toSeconds());
    }

    private static Optional<Bucket> bucket(Route route, String path) {
        if (route.door() == Door.SIGNED) {
            return Optional.empty();
        }
        if (path.startsWith("/api/")) {
            return Optional.of(Bucket.API);
        }
        if (route.door() == Door.OPEN) {
            return Optional.empty();
        }
        if (path.contains("/resolve/")) {
            return Optional.of(Bucket.RESOLVERS);
        }
        return Optional.of(path.contains(".git/") ? Bucket.API : Bucket.PAGES);
    }
}
