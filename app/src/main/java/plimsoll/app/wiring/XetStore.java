package plimsoll.app.wiring;

import java.time.InstantSource;
import java.util.List;
import plimsoll.backends.xet.Kernels;
import plimsoll.backends.xet.LibraryLz4;
import plimsoll.domain.xet.Hashing;
import plimsoll.domain.xet.XorbReader;
import plimsoll.hub.content.LinkReceived;
import plimsoll.hub.content.UploadSizes;
import plimsoll.hub.repositories.ClaimLargeFile;
import plimsoll.hub.repositories.NameBytes;
import plimsoll.hub.repositories.OpenLargeFile;
import plimsoll.hub.xet.CutLargeFiles;
import plimsoll.hub.xet.DropWholeBytes;
import plimsoll.hub.xet.FetchTickets;
import plimsoll.hub.xet.FindShared;
import plimsoll.hub.xet.OfferChunks;
import plimsoll.hub.xet.OpenXorb;
import plimsoll.hub.xet.ReceiveXorb;
import plimsoll.hub.xet.ReconstructFile;
import plimsoll.hub.xet.RegisterShard;
import plimsoll.hub.xet.ReportStorage;
import plimsoll.hub.xet.WeaveFile;
import plimsoll.hub.xet.WovenBlobs;
import plimsoll.hub.xet.XetDeeds;
import plimsoll.hub.xet.XetTokens;

/// The chunk store, put together: first what everybody reads blobs through, then what it does by itself.
final class XetStore {
    final WovenBlobs blobs;
    private final Stores stores;
    private final OpenXorb open;
    private final LibraryLz4 lz4 = new LibraryLz4();
    private final InstantSource clock;

    XetStore(Stores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
        this.open = new OpenXorb(stores.xorbs, stores.blobs, lz4);
        this.blobs = new WovenBlobs(stores.blobs, stores.recipes, open, clock);
    }

    XetDeeds deeds(ClaimLargeFile claim, LinkReceived link, OpenLargeFile files, NameBytes names, UploadSizes sizes) {
        var tables = stores.database;
        var hashing = new Hashing(Kernels.fastest());
        var reader = new XorbReader(hashing, lz4);
        return new XetDeeds(
                new XetTokens(stores.secrets, clock),
                new ReceiveXorb(stores.blobs, stores.condemned, stores.xorbs, tables, reader, clock),
                new RegisterShard(
                        stores.xorbs,
                        stores.recipes,
                        blobs,
                        stores.condemned,
                        claim,
                        link,
                        tables,
                        hashing,
                        sizes.maxFileBytes(),
                        clock),
                new OfferChunks(stores.xorbs, stores.recipes, claim, hashing, stores.secrets, clock),
                new ReconstructFile(files, names, stores.recipes, open),
                new FetchTickets(stores.secrets, clock),
                stores.xorbs,
                open,
                new CutLargeFiles(
                        stores.blobs,
                        stores.xorbs,
                        stores.recipes,
                        new FindShared(stores.xorbs, stores.recipes, stores.largeFiles, claim),
                        new WeaveFile(
                                stores.blobs, stores.xorbs, stores.recipes, open, stores.condemned, tables, clock),
                        stores.condemned,
                        tables,
                        hashing,
                        clock),
                new DropWholeBytes(
                        stores.blobs,
                        stores.xorbs,
                        stores.recipes,
                        List.of(stores.packs::held),
                        stores.condemned,
                        tables,
                        clock),
                stores.recipes,
                new ReportStorage(stores.recipes));
    }
}
