package plimsoll.app.wiring;

import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
import plimsoll.backends.cel.CelConditions;
import plimsoll.hub.line.Ceilings;
import plimsoll.hub.line.DrawLine;
import plimsoll.hub.line.HoldPlan;
import plimsoll.hub.line.HoldReleases;
import plimsoll.hub.line.KeepDuties;
import plimsoll.hub.line.KeepFacts;
import plimsoll.hub.line.MeasureFacts;
import plimsoll.hub.line.PackShelf;
import plimsoll.hub.line.PackText;
import plimsoll.hub.line.ReadFacts;
import plimsoll.hub.line.Testify;
import plimsoll.hub.line.WriteReport;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.Sequel;

/// What the hub knows of releases and the line it draws, each verb put together once over its stores.
final class LineDeeds {
    private final Stores stores;
    private final MeasureFacts measure;
    private final ReadTree tree;
    private final InstantSource clock;
    final PackText packText = new PackText(new CelConditions());
    final PackShelf shelf;
    final Ceilings ceilings;
    final KeepDuties keepDuties;
    final HoldPlan holdPlan;
    final ReadFacts readFacts;
    final DrawLine drawLine;
    final WriteReport writeReport;

    LineDeeds(Stores stores, ReadTree tree, MeasureFacts measure, InstantSource clock) {
        this.stores = stores;
        this.measure = measure;
        this.tree = tree;
        this.clock = clock;
        shelf = new PackShelf(packText, stores.rulePacks);
        ceilings = new Ceilings(stores.factSheets, shelf, stores.exemptions, stores.releases, clock);
        keepDuties = new KeepDuties(stores.duties, stores.factSheets, ceilings, stores.database, clock);
        holdPlan = new HoldPlan(ceilings, stores.releases, clock);
        readFacts = new ReadFacts(stores.factSheets, measure, tree, stores.repositories, stores.testimonies);
        drawLine = new DrawLine(readFacts, shelf);
        writeReport = new WriteReport(readFacts, stores.testimonies);
    }

    Sequel keepFacts(HoldReleases hold) {
        return new KeepFacts(measure, stores.factSheets, hold, stores.catalogue);
    }

    Testify testify(Sequel keepFacts, List<KeyPair> keys) {
        return new Testify(
                stores.repositories,
                tree,
                stores.catalogue,
                stores.testimonies,
                stores.publisherKeys,
                measure,
                keepFacts,
                stores.database,
                stores.journal,
                keys,
                clock);
    }
}
