package plimsoll.hub.people;

import java.time.InstantSource;

/// Takes out of the tables what has expired. Nothing depends on it but their size; run it once an hour.
public final class SweepExpired {
    private final PeopleStores stores;
    private final InstantSource clock;

    SweepExpired(PeopleStores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    /// Sweeps.
    public void sweep() {
        var now = clock.instant();
        stores.tokens().sweep(now);
        stores.sessions().sweep(now);
        stores.invitations().sweep(now);
        stores.devices().sweep(now);
        stores.apps().sweep(now);
    }
}
