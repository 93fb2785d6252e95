package plimsoll.backends.files;

import java.io.IOException;
import plimsoll.backends.sql.Database;
import plimsoll.hub.ledger.Transactions;

/// Transactions in a process that may die before one begins, before it commits, and before anybody hears that it
/// did.
record FrailTransactions(Database database, FrailDisk disk) implements Transactions {
    @Override
    public <T, X extends Exception> T run(Work<T, X> work) throws X {
        step();
        var result = database.<T, X>run(() -> {
            var done = work.run();
            step();
            return done;
        });
        step();
        return result;
    }

    // The port lets a deed throw what it likes; here that is always an IOException.
    @SuppressWarnings("unchecked")
    private <X extends Exception> void step() throws X {
        try {
            disk.step();
        } catch (IOException e) {
            throw (X) e;
        }
    }
}
