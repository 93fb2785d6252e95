package plimsoll.backends.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import plimsoll.hub.ledger.Transactions;

/// The tables of this hub, with one way to read them and one to write.
///
/// On SQLite there is one writer connection with a queue before it, and readers beside it that the writer never blocks
/// (WAL). On PostgreSQL both come from pools. Safe for use by any number of threads; what is written is durable when
/// `run` or `write` returns.
public final class Database implements Transactions, AutoCloseable {
    private static final int SQLITE_READERS = 8;
    private static final int POSTGRES_WRITERS = 8;
    private static final int POSTGRES_READERS = 8;
    /// How long a foreign process, such as a backup, may keep the SQLite file locked before a write fails.
    private static final int BUSY_MILLIS = 5_000;
    /// How long a caller waits for a connection: longer than any transaction, shorter than a client's patience.
    private static final int QUEUE_MILLIS = 30_000;

    private final ScopedValue<Handle> current = ScopedValue.newInstance();
    private final HikariDataSource writerSource;
    private final HikariDataSource readerSource;
    private final Jdbi writer;
    private final Jdbi reader;

    private Database(HikariDataSource writerSource, HikariDataSource readerSource) {
        this.writerSource = writerSource;
        this.readerSource = readerSource;
        this.writer = Jdbi.create(writerSource);
        this.reader = Jdbi.create(readerSource);
    }

    /// Opens the SQLite database in `file`, which is made when it is not there, and brings its tables up to date.
    public static Database sqlite(Path file) {
        var writing = sqliteConfig();
        writing.setTransactionMode(TransactionMode.IMMEDIATE); // a deferred one may fail at its first write, unqueued
        var writer = pool("writer", 1);
        writer.setDataSource(sqliteSource(file, writing));
        var writerSource = new HikariDataSource(writer); // first: it makes the file and its WAL
        migrate(writerSource, "sqlite");
        var reading = sqliteConfig();
        reading.setReadOnly(true);
        var reader = pool("reader", SQLITE_READERS);
        reader.setDataSource(sqliteSource(file, reading));
        reader.setReadOnly(true); // or Hikari tells each connection that it is writable, and SQLite refuses
        return new Database(writerSource, new HikariDataSource(reader));
    }

    /// Opens the PostgreSQL database at a JDBC address, which names user and password, and brings its tables up to
    /// date.
    ///
    /// @throws IllegalStateException when it sorts text by a language's rules and not by code point, which pages of
    ///     listings rely on
    public static Database postgres(String url) {
        var writer = pool("writer", POSTGRES_WRITERS);
        writer.setJdbcUrl(url);
        var writerSource = new HikariDataSource(writer);
        migrate(writerSource, "postgresql");
        var reader = pool("reader", POSTGRES_READERS);
        reader.setJdbcUrl(url);
        reader.setReadOnly(true);
        var database = new Database(writerSource, new HikariDataSource(reader));
        if (!database.sortsByCodePoint()) {
            database.close();
            throw new IllegalStateException(
                    "PostgreSQL sorts text by a language's rules here. Plimsoll needs byte order: "
                            + "create its database with  createdb --locale=C --template=template0 NAME");
        }
        return database;
    }

    @Override
    public <T, X extends Exception> T run(Work<T, X> work) throws X {
        if (current.isBound()) {
            return work.run();
        }
        return writer.<T, X>inTransaction(
                handle -> ScopedValue.where(current, handle).call(work::run));
    }

    /// Reads. Inside a transaction of this thread it sees what that has written.
    public <T, X extends Exception> T read(HandleCallback<T, X> question) throws X {
        return current.isBound() ? question.withHandle(current.get()) : reader.withHandle(question);
    }

    /// Writes, in the transaction this thread is in, or in one of its own.
    public <T, X extends Exception> T write(HandleCallback<T, X> change) throws X {
        return run(() -> change.withHandle(current.get()));
    }

    /// Writes in the transaction this thread is in.
    ///
    /// @throws IllegalStateException outside one
    public <T, X extends Exception> T writeWithin(HandleCallback<T, X> change) throws X {
        if (!current.isBound()) {
            throw new IllegalStateException("this belongs in the transaction of a deed");
        }
        return change.withHandle(current.get());
    }

    /// Whether this thread is in a transaction: what it reads then may yet be undone, so it belongs in no cache.
    public boolean inTransaction() {
        return current.isBound();
    }

    @Override
    public void close() {
        readerSource.close();
        writerSource.close();
    }

    private boolean sortsByCodePoint() {
        return read(handle ->
                handle.createQuery("select 'B' < 'a'").mapTo(Boolean.class).one());
    }

    private static void migrate(HikariDataSource source, String dialect) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/common", "classpath:db/" + dialect)
                .outOfOrder(true) // the numbers sort by room, not by age
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }

    private static HikariConfig pool(String name, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMaxLifetime(0);
        config.setConnectionTimeout(QUEUE_MILLIS);
        return config;
    }

    private static SQLiteDataSource sqliteSource(Path file, SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static SQLiteConfig sqliteConfig() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.enableCaseSensitiveLike(true);
        return config;
    }
}
