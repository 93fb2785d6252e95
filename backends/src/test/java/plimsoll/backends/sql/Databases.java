package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
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

    /// An empty PostgreSQL database, its tables made. Where no server was started the test is skipped; where the tests
    /// decide about a change (`CI`), it fails instead.
    public static Database postgres() throws SQLException {
        if (server().isEmpty() && Boolean.parseBoolean(System.getenv("CI"))) {
            fail("PLIMSOLL_TEST_POSTGRES names no server, and here the contracts on PostgreSQL are not optional");
        }
        assumeTrue(server().isPresent(), "no PostgreSQL: run  ./dev test --store postgres");
        return Database.postgres(addressOf(created(Template.NAME)));
    }

    /// A database whose migrations have run, once for all tests: copying it is far quicker than running them again.
    private static final class Template {
        static final String NAME = migrated();

        private static String migrated() {
            try {
                var name = created("template0");
                Database.postgres(addressOf(name)).close();
                return name;
            } catch (SQLException unreachable) {
                throw new IllegalStateException("PostgreSQL did not make the template", unreachable);
            }
        }
    }

    private static String created(String template) throws SQLException {
        var name = String.format(
                Locale.ROOT, "plimsoll_%d_%d", ProcessHandle.current().pid(), COUNT.incrementAndGet());
        try (var connection = DriverManager.getConnection(server().orElseThrow());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template + " lc_collate 'C' lc_ctype 'C'");
        }
        return name;
    }

    private static String addressOf(String database) {
        return server().orElseThrow().replaceFirst("/postgres(?=\\?|$)", "/" + database);
    }

    private static Optional<String> server() {
        return Optional.ofNullable(System.getenv("PLIMSOLL_TEST_POSTGRES"));
    }
}
