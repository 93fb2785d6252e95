package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
    /// Numbers sort by room, so a newer version of the hub brings some that lie between those its data has seen.
    @Test
    void anOlderHubsTablesGetWhatCameBetween(@TempDir Path folder) {
        try (var database = Databases.sqlite(folder)) {
            database.write(handle -> handle.execute("drop table git_small_file"));
            assertEquals(
                    1,
                    database.<Integer, RuntimeException>write(
                            handle -> handle.execute("delete from flyway_schema_history where version = '052'")));
        }
        try (var database = Databases.sqlite(folder)) {
            assertEquals(
                    0,
                    database.<Integer, RuntimeException>read(
                            handle -> handle.createQuery("select count(*) from git_small_file")
                                    .mapTo(Integer.class)
                                    .one()));
        }
    }
}
