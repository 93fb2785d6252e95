package plimsoll.backends.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Duty.Met;
import plimsoll.domain.line.Round;
import plimsoll.domain.repository.RepositoryId;

/// What a hub that is older than rounds has on record of its obligations stays on record.
final class DutyRoundsMigrationTest {
    private static final RepositoryId TIDE = new RepositoryId("0".repeat(24));
    private static final Instant DUE = Instant.ofEpochMilli(9_000);

    @Test
    void whatWasMetIsTheFirstRoundAndWhatWasNotIsStillToBeDone(@TempDir Path folder) throws SQLException {
        var address = "jdbc:sqlite:" + folder.resolve("plimsoll.db");
        Flyway.configure()
                .dataSource(address, "", "")
                .locations("classpath:db/common", "classpath:db/sqlite")
                .outOfOrder(true)
                .target("110")
                .load()
                .migrate();
        try (var connection = DriverManager.getConnection(address);
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    insert into duty (id, repository, pack, rule, what, owed_by, counts_from, since_millis, due_millis,
                        applies, told, next_millis, met_by, met_millis, met_note, met_evidence)
                    values
                        ('a', '%1$s', 'act', 'r', 'Tell', 'publisher', 'RULE', 1000, 9000, 1, 'EARLY', 5000,
                            'ada', 2000, 'Sent.', ''),
                        ('b', '%1$s', 'act', 'r', 'Keep', 'publisher', 'RULE', 1500, null, 1, 'EARLY', null,
                            null, null, null, null)
                    """.formatted(TIDE.hex()));
        }
        try (var database = Databases.sqlite(folder)) {
            var duties = new SqlDuties(database);
            var met = new Round(
                    1,
                    Instant.ofEpochMilli(1_000),
                    Optional.of(DUE),
                    new Met("ada", Instant.ofEpochMilli(2_000), "Sent.", ""),
                    Optional.empty());
            var kept = duties.of(TIDE);
            assertEquals(Optional.of(met), kept.getFirst().last());
            assertTrue(kept.getFirst().isDone());
            assertEquals(List.of(met), duties.rounds(TIDE, 9).get("a"));
            assertEquals(Optional.empty(), kept.getLast().last());
            assertEquals(
                    List.of("b"),
                    duties.unmet(Instant.ofEpochMilli(1_500), 9).stream()
                            .map(Duty::id)
                            .toList());
        }
    }
}
