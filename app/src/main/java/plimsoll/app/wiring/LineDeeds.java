package plimsoll.app.wiring;

import plimsoll.backends.cel.CelConditions;
import plimsoll.hub.line.DrawLine;
import plimsoll.hub.line.KeepFacts;
import plimsoll.hub.line.MeasureFacts;
import plimsoll.hub.line.PackShelf;
import plimsoll.hub.line.PackText;
import plimsoll.hub.line.ReadFacts;
import plimsoll.hub.repositories.ReadTree;
import plimsoll.hub.repositories.Sequel;

/// What the hub does about the line, each verb put together once over its stores.
final class LineDeeds {
    private final Stores stores;
    private final MeasureFacts measure;
    final ReadFacts readFacts;
    final DrawLine drawLine;

    LineDeeds(Stores stores, MeasureFacts measure, ReadTree tree) {
        this.stores = stores;
        this.measure = measure;
        readFacts = new ReadFacts(stores.factSheets, measure, tree);
        drawLine = new DrawLine(readFacts, new PackShelf(new PackText(new CelConditions())));
    }

    Sequel keepFacts(Sequel described) {
        return new KeepFacts(described, measure, stores.factSheets, stores.catalogue, stores.database);
    }
}
