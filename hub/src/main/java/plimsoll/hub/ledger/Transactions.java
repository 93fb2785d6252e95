package plimsoll.hub.ledger;

/// The one way to change what is stored in tables.
///
/// Safe for use by any number of threads. A transaction belongs to the thread that opened it.
public interface Transactions {
    /// Runs `work` in a transaction: all of what it stores through any port becomes durable together when `work`
    /// returns, or none of it when `work` throws. Inside another transaction of the same thread it joins that one.
    ///
    /// There is one writer at a time on the embedded database, so `work` does nothing slow: no network, no hashing
    /// of large content.
    <T, X extends Exception> T run(Work<T, X> work) throws X;

    /// What is done in a transaction.
    @FunctionalInterface
    interface Work<T, X extends Exception> {
        /// Does it.
        T run() throws X;
    }
}
