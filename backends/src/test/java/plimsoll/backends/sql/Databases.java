package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Fresh databases to run contracts on. PostgreSQL's comes from the server that `./dev` starts and names in
/// `PLIMSOLL_TEST_POSTGRES` (a JDBC address of its `postgres` database, user and password in it).
public final class Databases {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    /// An empty SQLite database in `folder`.
    public static Database sqlite(Path folder) {
        return Database.sqlite(folder.resolve("plimsoll.db"));
    }

    /// An empty PostgreSQL database; skips the test where no server was started.
    public static Database postgres() throws SQLException {
        var server = System.getenv("PLIMSOLL_TEST_POSTGRES");
        assumeTrue(server != null, "no PostgreSQL: run  ./dev test --store postgres");
        var name = String.format(
                Locale.ROOT, "plimsoll_%d_%d", ProcessHandle.current().pid(), COUNT.incrementAndGet());
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template0 lc_collate 'C' lc_ctype 'C'");
        }
        return Database.postgres(server.replaceFirst("/postgres(?=\\?|$)", "/" + name));
    }
}
