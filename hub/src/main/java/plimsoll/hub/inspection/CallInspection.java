package plimsoll.hub.inspection;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Intent;
import plimsoll.hub.jobs.Jobs;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Pass;

/// Calls an inspection off, or for it again. What is called off is not inspected: whatever it held stays held until
/// another one is through. For those who may write to the repository. Safe for use by any number of threads.
public final class CallInspection {
    private final Jobs jobs;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public CallInspection(Jobs jobs, Transactions transactions, Journal journal, InstantSource clock) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Calls off what waits or runs.
    ///
    /// @return false, and nothing done, where nothing does
    public boolean off(Pass pass) {
        var id = pass.require(Intent.WRITE).repository().id().hex();
        return transactions.run(() -> {
            boolean was = jobs.cancel(InspectCommits.JOB, id);
            if (was) {
                record(pass, "off");
            }
            return was;
        });
    }

    /// Asks for another, whether or not one was called off or failed.
    public void again(Pass pass) {
        var id = pass.require(Intent.WRITE).repository().id().hex();
        transactions.run(() -> {
            jobs.enqueue(InspectCommits.JOB, id, InspectCommits.URGENT, Instant.ofEpochMilli(clock.millis()));
            record(pass, "again");
            return true;
        });
    }

    private void record(Pass pass, String state) {
        journal.append(Deed.of(
                Deed.Kind.INSPECTION_CALLED,
                pass.recipient().actor(),
                pass.repository().id().hex(),
                Map.of("state", state)));
    }
}
