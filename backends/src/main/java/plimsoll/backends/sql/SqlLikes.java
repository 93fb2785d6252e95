package plimsoll.backends.sql;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Likes;
import plimsoll.hub.repositories.Page;
import plimsoll.hub.repositories.Popularity;

/// Likes as a table, and with each the figures of its repository.
public final class SqlLikes implements Likes {
    private static final String LIKE = """
            insert into repository_like (number, account_key, account, at_millis)
            select number, :key, :account, :at from repository where id = :id
            on conflict (number, account_key) do nothing
            """;

    private static final String UNLIKE = """
            delete from repository_like
            where account_key = :key and number = (select number from repository where id = :id)
            returning at_millis
            """;

    private static final String COUNT_REPOSITORY = """
            update repository set likes = likes + :change, trending = trending + :trend where id = :id
            """;

    private static final String COUNT_DAY = """
            insert into popularity (number, day, likes)
            select number, :day, :change from repository where id = :id
            on conflict (number, day) do update set likes = popularity.likes + excluded.likes
            """;

    private static final String HAS = """
            select count(*) from repository_like l join repository r on r.number = l.number
            where r.id = :id and l.account_key = :key
            """;

    private static final String LIKERS = """
            select l.account_key, l.account from repository_like l join repository r on r.number = l.number
            where r.id = :id and l.account_key > :after
            order by l.account_key limit :limit
            """;

    private final Database database;
    private final InstantSource clock;

    /// The likes in `database`; `clock` says which agreements are in force.
    public SqlLikes(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean like(RepositoryId repository, Namespace account, Instant at) {
        return database.write(handle -> {
            int added = handle.createUpdate(LIKE)
                    .bind("key", account.key())
                    .bind("account", account.text())
                    .bind("at", at.toEpochMilli())
                    .bind("id", repository.hex())
                    .execute();
            if (added > 0) {
                count(handle, repository, 1, at, at);
            }
            return added > 0;
        });
    }

    @Override
    public boolean unlike(RepositoryId repository, Namespace account, Instant at) {
        return database.write(handle -> {
            var since = handle.createQuery(UNLIKE)
                    .bind("key", account.key())
                    .bind("id", repository.hex())
                    .mapTo(Long.class)
                    .findOne();
            since.ifPresent(millis -> count(handle, repository, -1, Instant.ofEpochMilli(millis), at));
            return since.isPresent();
        });
    }

    @Override
    public boolean likes(RepositoryId repository, Namespace account) {
        return database.read(handle -> handle.createQuery(HAS)
                        .bind("key", account.key())
                        .bind("id", repository.hex())
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    @Override
    public Page<Namespace> likers(RepositoryId repository, Optional<String> cursor, int limit) {
        var listing = "likers " + repository;
        var start = Cursor.read(cursor, listing);
        var found = database.read(handle -> handle.createQuery(LIKERS)
                .bind("id", repository.hex())
                .bind("after", start.map(Cursor::tie).orElse(""))
                .bind("limit", limit + 1)
                .map((row, _) -> new Namespace(row.getString("account")))
                .list());
        return page(found, limit, last -> new Cursor(0, last.key()).text(listing));
    }

    @Override
    public Page<Liked> likedBy(Recipient asker, Namespace account, Optional<String> cursor, int limit) {
        var listing = "liked by " + account.key();
        var start = Cursor.read(cursor, listing);
        return database.read(handle -> likedBy(handle, asker, account, start, limit, listing));
    }

    private Page<Liked> likedBy(
            Handle handle, Recipient asker, Namespace account, Optional<Cursor> start, int limit, String listing) {
        var sight = Sight.of(handle, asker, clock.instant());
        var sql = """
                select %s, l.at_millis from repository_like l join repository r on r.number = l.number
                where l.account_key = :key and %s and (l.at_millis, r.id) < (:at, :id)
                order by l.at_millis desc, r.id desc limit :limit
                """.formatted(Rows.IDENTITY, sight.condition());
        var found = sight.bind(handle.createQuery(sql), sql)
                .bind("key", account.key())
                .bind("at", start.map(Cursor::value).orElse(Long.MAX_VALUE))
                .bind("id", start.map(Cursor::tie).orElse(""))
                .bind("limit", limit + 1)
                .map((row, _) -> new Liked(Rows.repository(row), Instant.ofEpochMilli(row.getLong("at_millis"))))
                .list();
        return page(
                found,
                limit,
                last -> new Cursor(
                                last.at().toEpochMilli(), last.repository().id().hex())
                        .text(listing));
    }

    /// @param change 1 or -1
    /// @param since when the like was given
    private static void count(Handle handle, RepositoryId repository, int change, Instant since, Instant now) {
        var day = LocalDate.ofInstant(since, ZoneOffset.UTC);
        long age = LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay() - day.toEpochDay();
        long weight = Math.max(0, Popularity.TREND_DAYS - age) * Popularity.LIKE_WEIGHT;
        handle.createUpdate(COUNT_REPOSITORY)
                .bind("change", change)
                .bind("trend", change * weight)
                .bind("id", repository.hex())
                .execute();
        if (age < Popularity.WINDOW_DAYS) {
            handle.createUpdate(COUNT_DAY)
                    .bind("day", day.toEpochDay())
                    .bind("change", change)
                    .bind("id", repository.hex())
                    .execute();
        }
    }

    private static <T> Page<T> page(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        var items = found.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
    }
}
