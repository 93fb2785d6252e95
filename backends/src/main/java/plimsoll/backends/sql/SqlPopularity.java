package plimsoll.backends.sql;

import java.time.LocalDate;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Popularity;

/// Popularity as a row for each repository and day, and sums in the repository's own row for listings to sort by.
public final class SqlPopularity implements Popularity {
    private static final String ADD_TO_DAY = """
            insert into popularity (number, day, downloads)
            select number, :day, :downloads from repository where id = :id
            on conflict (number, day) do update set downloads = popularity.downloads + excluded.downloads
            """;

    private static final String ADD_TO_REPOSITORY = """
            update repository set downloads = downloads + :downloads, downloads_ever = downloads_ever + :downloads,
                trending = trending + :downloads * :weight
            where id = :id
            """;

    private static final String AGE = """
            update repository set
                downloads = (select coalesce(sum(p.downloads), 0) from popularity p
                    where p.number = repository.number and p.day > :today - :window),
                trending = (select coalesce(sum((:trend - (:today - p.day)) * (p.downloads + :like * p.likes)), 0)
                    from popularity p where p.number = repository.number and p.day > :today - :trend)
            where number in (select number from popularity)
            """;

    // Before they are removed, the days that have just left the window must once be summed up without.
    private static final String FORGET = """
            delete from popularity where day <= :today - :window
            """;

    private final Database database;

    /// The figures in `database`.
    public SqlPopularity(Database database) {
        this.database = database;
    }

    @Override
    public void add(LocalDate day, Map<RepositoryId, Long> downloads) {
        if (downloads.isEmpty()) {
            return;
        }
        database.write(handle -> {
            var days = handle.prepareBatch(ADD_TO_DAY);
            var repositories = handle.prepareBatch(ADD_TO_REPOSITORY);
            // In one order, so that two who add at once do not wait for each other in a circle.
            downloads.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey((a, b) -> a.hex().compareTo(b.hex())))
                    .forEach(entry -> {
                        bind(days, entry).bind("day", day.toEpochDay()).add();
                        bind(repositories, entry).bind("weight", TREND_DAYS).add();
                    });
            days.execute();
            repositories.execute();
            return true;
        });
    }

    @Override
    public void age(LocalDate today) {
        database.write((Handle handle) -> {
            handle.createUpdate(AGE)
                    .bind("today", today.toEpochDay())
                    .bind("window", WINDOW_DAYS)
                    .bind("trend", TREND_DAYS)
                    .bind("like", LIKE_WEIGHT)
                    .execute();
            return handle.createUpdate(FORGET)
                    .bind("today", today.toEpochDay())
                    .bind("window", WINDOW_DAYS)
                    .execute();
        });
    }

    private static PreparedBatch bind(PreparedBatch batch, Map.Entry<RepositoryId, Long> entry) {
        return batch.bind("id", entry.getKey().hex()).bind("downloads", entry.getValue());
    }
}
