package plimsoll.app.wiring;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plimsoll.app.config.Peers;
import plimsoll.app.config.Settings;
import plimsoll.backends.files.SignedNotes;
import plimsoll.backends.witnesses.HttpWitness;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.hub.attestation.CheckSignature;
import plimsoll.hub.attestation.ListFiles;
import plimsoll.hub.attestation.WriteBom;
import plimsoll.hub.ledger.CosignCheckpoint;
import plimsoll.hub.ledger.GatherCosignatures;
import plimsoll.hub.ledger.LogKeys;
import plimsoll.hub.ledger.OpenSeals;
import plimsoll.hub.ledger.Publication;
import plimsoll.hub.ledger.PublishCheckpoint;
import plimsoll.hub.ledger.ReadLog;
import plimsoll.hub.repositories.ReadHistory;
import plimsoll.web.http.Route;
import plimsoll.web.ledger.KeyRoutes;
import plimsoll.web.ledger.LogRoutes;
import plimsoll.web.ledger.WitnessRoutes;
import plimsoll.web.pages.LogPages;
import plimsoll.web.pages.PageWriter;

/// The public log: its keys, its publisher, everything that reads it, and what else the keys sign.
final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final String BELOW_THE_HUB = "/log";
    private static final int NAMELESS_BYTES = 8;

    private final Stores stores;
    private final String origin;
    private final LogKeys keys;
    private final PublishCheckpoint publish;
    final ReadLog read;
    final CheckSignature checkSignature;
    final WriteBom writeBom;
    private final GatherCosignatures gather;
    private final CosignCheckpoint witness;
    private final List<HttpWitness> asked;
    private Optional<String> refusal = Optional.empty();

    private Ledger(Stores stores, String origin, LogKeys keys, SignedNotes memory, Peers peers, InstantSource clock) {
        this.stores = stores;
        this.origin = origin;
        this.keys = keys;
        this.publish = new PublishCheckpoint(
                stores.logEntries, stores.publishedLog, memory, origin, keys.signers(origin), clock);
        this.read = new ReadLog(stores.logEntries, stores.publishedLog);
        var files = new ListFiles(stores.repositories);
        this.checkSignature = new CheckSignature(stores.repositories, files, stores.publisherKeys, keys.attestation());
        this.writeBom = new WriteBom(files, stores.catalogue, new ReadHistory(stores.repositories));
        this.asked = peers.witnesses().stream()
                .map(peer -> new HttpWitness(peer.address().toString(), peer.keys()))
                .toList();
        this.gather = new GatherCosignatures(stores.publishedLog, read, publish, List.copyOf(asked));
        this.witness = new CosignCheckpoint(stores.witnessedLogs, peers.logs(), keys.witnesses(origin), clock);
    }

    /// The log of this hub, signed with `keys`.
    static Ledger open(Stores stores, LogKeys keys, Settings settings, InstantSource clock, SecureRandom random)
            throws IOException {
        var proposed = proposal(settings, random);
        var origin = stores.publishedLog.origin(proposed);
        if (settings.logOrigin().isPresent() && !proposed.equals(origin)) {
            LOG.warn("log-origin is {}, but this log began as {} and keeps that name", proposed, origin);
        }
        var ledger =
                new Ledger(stores, origin, keys, new SignedNotes(settings.keys(), random), settings.peers(), clock);
        ledger.publish.announceKeys(stores.database, stores.journal);
        ledger.publish();
        return ledger;
    }

    /// Publishes what is new. For one thread at a time.
    void publish() throws IOException {
        switch (publish.publish()) {
            case Publication.Refused(var reason) -> {
                if (!refusal.equals(Optional.of(reason))) {
                    LOG.error("the log is not signed: {}", reason);
                }
                refusal = Optional.of(reason);
            }
            case Publication.Published _, Publication.Unchanged _ -> refusal = Optional.empty();
        }
    }

    /// Takes the newest checkpoint to its witnesses. For one thread at a time.
    void gather() {
        gather.gather();
    }

    @Override
    public void close() {
        asked.forEach(HttpWitness::close);
    }

    Stream<Route> routes(PageWriter pages, InstantSource clock) {
        return Stream.of(
                        new LogRoutes(read, new OpenSeals(stores.logEntries, stores.journal)).routes(),
                        new KeyRoutes(origin, keys).routes(),
                        new WitnessRoutes(witness).routes(),
                        new LogPages(stores.logEntries, read, publish, keys, pages, clock).routes())
                .flatMap(List::stream);
    }

    // A hub nobody has named yet gets a name that no other has, under a domain that nobody can have.
    private static String proposal(Settings settings, SecureRandom random) {
        return settings.logOrigin()
                .or(() -> settings.publicUrl().map(Ledger::below).filter(NoteKey::isName))
                .orElseGet(() -> {
                    var name = new byte[NAMELESS_BYTES];
                    random.nextBytes(name);
                    return "plimsoll-" + HexFormat.of().formatHex(name) + ".invalid" + BELOW_THE_HUB;
                });
    }

    private static String below(URI hub) {
        return (hub.getRawAuthority() + hub.getRawPath()).replaceAll("/+$", "") + BELOW_THE_HUB;
    }
}
