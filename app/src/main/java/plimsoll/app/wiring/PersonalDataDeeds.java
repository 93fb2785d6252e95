package plimsoll.app.wiring;

import java.security.SecureRandom;
import java.time.InstantSource;
import plimsoll.hub.content.Blobs;
import plimsoll.hub.personaldata.AskForScans;
import plimsoll.hub.personaldata.ReadScans;
import plimsoll.hub.personaldata.ScanFile;
import plimsoll.hub.personaldata.ScanForPeople;
import plimsoll.hub.personaldata.ScanLimits;
import plimsoll.hub.repositories.Sequel;

/// How files are scanned for personal data, each verb put together once over its stores.
final class PersonalDataDeeds {
    private final Stores stores;
    private final Blobs blobs;
    private final InstantSource clock;
    private final ScanFile scanFile;
    final ReadScans read;

    PersonalDataDeeds(Stores stores, Blobs blobs, InstantSource clock, SecureRandom random) {
        this.stores = stores;
        this.blobs = blobs;
        this.clock = clock;
        scanFile = new ScanFile(ScanLimits.USUAL, clock, random);
        read = new ReadScans(stores.personalDataScans, stores.repositories, stores.jobs, scanFile);
    }

    /// What asks for scans when a main branch has moved.
    AskForScans asks(Sequel before) {
        return new AskForScans(before, stores.personalDataScans, stores.jobs, scanFile, clock);
    }

    /// The job, of whose end `sequel` hears.
    ScanForPeople job(Sequel sequel) {
        return new ScanForPeople(
                stores.catalogue,
                stores.repositories,
                blobs,
                stores.personalDataScans,
                scanFile,
                sequel,
                stores.database,
                stores.journal,
                clock);
    }
}
