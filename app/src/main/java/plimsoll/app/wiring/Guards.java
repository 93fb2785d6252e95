package plimsoll.app.wiring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.app.config.BadSetting;
import plimsoll.app.config.GuardRules;
import plimsoll.app.config.GuardRules.Place;
import plimsoll.app.config.GuardRules.Seat;
import plimsoll.backends.localengine.LocalEngines;
import plimsoll.backends.localengine.LocalEngines.Budget;
import plimsoll.backends.localengine.LocalModel;
import plimsoll.backends.remoteengine.RemoteEngines;
import plimsoll.backends.remoteengine.RemoteEngines.Waiting;
import plimsoll.backends.remoteengine.Replica;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.Detector;
import plimsoll.domain.guard.GuardForm;
import plimsoll.domain.guard.GuardModel;
import plimsoll.domain.guard.Policy;
import plimsoll.hub.gateway.AskGuard;
import plimsoll.hub.gateway.Cascade;
import plimsoll.hub.gateway.Engines;
import plimsoll.hub.gateway.Guard;

/// The guard as `guard.conf` wants it: classifiers of words, and a language model beside them where there is one.
public final class Guards implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guards.class);
    private static final long BYTES = 16L << 30;
    private static final int POSITIONS = 8_192;
    private static final int QUEUED = 256;
    private static final int AT_ONCE = 16;
    /// A judgement that waits longer is told to be none.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// Of a message, at once: Mini has 512 positions, and the form takes most of them.
    private static final int MINI_CHARACTERS = 240;

    private static final int CHARACTERS = 6_000;

    final Cascade cascade;
    private final Deque<Runnable> open = new ArrayDeque<>();

    /// As `file` says, or the classifiers alone when there is no such file. Loads no model before it is asked.
    ///
    /// @throws BadSetting with the line that cannot be
    public Guards(Path file, InstantSource clock) throws BadSetting, IOException {
        var model = GuardModel.shipped();
        var policy = Policy.of(model);
        var rules = GuardRules.read(file, policy);
        var second = rules.guard().isEmpty()
                ? Optional.<AskGuard>empty()
                : Optional.of(ask(rules.guard().get(), clock));
        cascade = new Cascade(new Detector(model, rules.rules().policy()), second, rules.rules());
        open.push(cascade::close);
    }

    /// What judges.
    public Guard guard() {
        return cascade;
    }

    private AskGuard ask(Seat seat, InstantSource clock) throws IOException {
        int characters = seat.form() == GuardForm.PLIMSOLL_MINI ? MINI_CHARACTERS : CHARACTERS;
        var hash = switch (seat.place()) {
            case Place.Local(var file) -> hash(file);
            case Place.Remote(var address) -> Sha256.ofUtf8(address + " " + seat.model());
        };
        LOG.info("a second guard: {} as {}, {}", seat.model(), seat.form().word(), hash.hex());
        return new AskGuard(
                engines(seat, clock),
                new AskGuard.Seat(seat.model(), seat.form(), seat.categories(), seat.patience(), characters, hash));
    }

    private Engines engines(Seat seat, InstantSource clock) {
        return switch (seat.place()) {
            case Place.Local(var file) -> {
                int threads = Runtime.getRuntime().availableProcessors();
                var engines = new LocalEngines(
                        new LinkedHashMap<>(Map.of(seat.model(), LocalModel.at(file))),
                        new Budget(BYTES, POSITIONS, threads, QUEUED),
                        clock);
                open.push(engines::close);
                yield engines;
            }
            case Place.Remote(var address) -> {
                var replica = new Replica(address, seat.model(), seat.key(), AT_ONCE);
                var engines = new RemoteEngines(
                        new LinkedHashMap<>(Map.of(seat.model(), List.of(replica))),
                        new Waiting(QUEUED, PATIENCE),
                        clock);
                open.push(engines::close);
                yield engines;
            }
        };
    }

    /// Of a file, or of all files of weights in a folder, in the order of their names.
    private static Sha256 hash(Path place) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : weights(place)) {
                try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return new Sha256(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static List<Path> weights(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (var files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
