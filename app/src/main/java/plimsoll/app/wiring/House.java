package plimsoll.app.wiring;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.app.config.BadSetting;
import plimsoll.app.config.BudgetLines;
import plimsoll.app.config.GuardRules;
import plimsoll.app.config.ServedModels;
import plimsoll.app.config.Settings;
import plimsoll.app.mini.MiniRelease;
import plimsoll.app.models.Watermarks;
import plimsoll.backends.files.KeyFolder;
import plimsoll.backends.files.KeysLocked;
import plimsoll.hub.people.FirstStart.FirstSteps;
import plimsoll.hub.people.RequestQuota;
import plimsoll.web.http.FrontDesk;
import plimsoll.web.http.HttpServer;
import plimsoll.web.http.PeopleDoorman;
import plimsoll.web.http.RateLimits;
import plimsoll.web.http.Router;

/// A hub, put together by hand and running: the composition root.
public final class House implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(House.class);
    private static final String TOKEN_FILE = "admin.token";

    private final Deque<AutoCloseable> open;
    private final String address;
    private final Router router;
    private final List<String> greeting;

    private House(Deque<AutoCloseable> open, String address, Router router, List<String> greeting) {
        this.open = open;
        this.address = address;
        this.router = router;
        this.greeting = List.copyOf(greeting);
    }

    /// Opens a hub as `settings` say. Returns when it answers requests.
    public static Opening open(Settings settings) throws IOException {
        return open(settings, InstantSource.system());
    }

    /// Opens a hub as `settings` say, to which it is as late as `clock` says.
    public static Opening open(Settings settings, InstantSource clock) throws IOException {
        var open = new ArrayDeque<AutoCloseable>();
        try {
            return new Opening.Opened(build(settings, clock, open));
        } catch (BindException e) {
            close(open);
            return new Opening.Failed("Nothing can listen on %s port %d: %s. Choose another with --port."
                    .formatted(settings.host(), settings.port(), e.getMessage()));
        } catch (FolderTaken e) {
            close(open);
            return new Opening.Failed(
                    "Another Plimsoll is running on %s. Stop it, or choose another folder with --data."
                            .formatted(settings.data()));
        } catch (KeysLocked | BadSetting e) {
            close(open);
            return new Opening.Failed(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            close(open);
            throw e;
        }
    }

    private static House build(Settings settings, InstantSource clock, Deque<AutoCloseable> open)
            throws IOException, FolderTaken, BadSetting {
        var random = new SecureRandom();
        makePrivate(settings.data());
        open.push(lock(settings.data().resolve("plimsoll.lock")));
        var stores = Stores.open(settings, clock, random);
        open.push(stores);
        // The folder is ours alone, so whoever was writing these files is gone: killed, or without power.
        int leftovers = stores.blobs.sweepLeftovers(clock.instant());
        if (leftovers > 0) {
            LOG.info("removed {} unfinished files of the process before this one", leftovers);
        }
        var folder = new KeyFolder(settings.keys(), settings.passphrase());
        var keys = folder.keys(); // those that are missing are made
        var deeds = new Deeds(stores, keys.attestation(), settings, clock, random);
        var health = new Health();
        open.push(health);
        var ledger = Ledger.open(stores, keys, settings, clock, random);
        open.push(ledger);
        var firstModels = new FirstModels(settings.data(), MiniRelease.bundled(), deeds, stores);
        firstModels.intend(settings.bare());
        var first = deeds.people.firstStart().run();
        if (first.isPresent()) {
            keepToken(settings.data().resolve(TOKEN_FILE), first.get().token());
        } else {
            firstModels.forgetIfNew();
        }
        firstModels.serve();
        var answering = new Answering(
                ServedModels.read(settings.data().resolve(ServedModels.FILE)),
                settings.data().resolve("served"),
                BudgetLines.read(settings.data().resolve(BudgetLines.FILE)),
                new Answering.KeptFor(
                        folder.derived("texts"), folder.derived(Watermarks.PURPOSE), settings.retention()),
                new Guards(settings.data().resolve(GuardRules.FILE), clock),
                stores,
                deeds,
                clock,
                random);
        open.push(answering);
        var rooms = new Rooms(stores, deeds, ledger, answering, settings, clock, random);
        var router = new Router(
                Stream.concat(rooms.routes().stream(), health.routes().stream()).toList());
        open.push(new Chores(deeds, stores, ledger, answering, settings.jobWorkers()));
        var doorman = new PeopleDoorman(deeds.people.recognise(), deeds.people.csrf());
        var limits = settings.rateLimits()
                .map(counts -> RateLimits.of(new RequestQuota(counts, clock)))
                .orElse(RateLimits.OFF);
        var server = HttpServer.start(
                new HttpServer.Settings(settings.host(), settings.port(), settings.publicUrl()),
                new FrontDesk(router, doorman, rooms.faults(), limits),
                health::saw,
                random);
        open.push(server);
        open.push(firstModels);
        firstModels.start();
        var host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        var address = "http://%s:%d".formatted(host, server.port());
        var links = settings.publicUrl()
                .map(url -> url.toString().replaceAll("/+$", ""))
                .orElse(address);
        return new House(open, address, router, greeting(first, links, settings.data()));
    }

    /// The address it listens on.
    public String address() {
        return address;
    }

    /// Every route it answers.
    public Router router() {
        return router;
    }

    /// What to tell whoever started it: on a first start, how to get in.
    public List<String> greeting() {
        return greeting;
    }

    @Override
    public void close() {
        close(open);
    }

    private static List<String> greeting(Optional<FirstSteps> first, String links, Path data) {
        return first.map(steps -> List.of(
                        "This hub is new. Its first account is '%s'.".formatted(steps.account()),
                        "  token    %s   (also in %s)".formatted(steps.token(), data.resolve(TOKEN_FILE)),
                        "  sign in  %s/login/link?secret=%s   (once)".formatted(links, steps.linkSecret())))
                .orElse(List.of());
    }

    // Whoever reads this folder reads every private repository and every hash of a credential.
    private static void makePrivate(Path data) throws IOException {
        if (Files.notExists(data)) {
            Files.createDirectories(data.toAbsolutePath().resolve("..").normalize());
            Files.createDirectory(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void keepToken(Path file, String token) throws IOException {
        var ownersOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(file);
        Files.createFile(file, ownersOnly);
        Files.writeString(file, token + "\n");
    }

    // SQLite and the blobs take several processes, but two hubs on one folder are a mistake of whoever started them.
    private static AutoCloseable lock(Path file) throws IOException, FolderTaken {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // taken by this very process
        }
        channel.close();
        throw new FolderTaken();
    }

    private static void close(Deque<AutoCloseable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) { // the door of the process
                LOG.warn("a part of the hub did not close in order: {}", e.toString());
            }
        }
    }

    /// What came of opening a hub.
    public sealed interface Opening {
        /// It runs.
        record Opened(House house) implements Opening {}

        /// It cannot, for a reason its owner can mend.
        record Failed(String reason) implements Opening {}
    }

    private static final class FolderTaken extends Exception {
        private static final long serialVersionUID = 1;
    }
}
