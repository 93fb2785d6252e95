package plimsoll.backends.sql;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.release.Notices;

/// Notices as rows: one for the account or organisation they are sent to, read by every member.
public final class SqlNotices implements Notices {
    private static final String SEND = """
            insert into notice (recipient_key, number, body, page, at_millis)
            select :key, coalesce(max(number), 0) + 1, :body, :page, :at from notice where recipient_key = :key
            """;

    private static final String FORGET = """
            delete from notice where recipient_key = :key
                and number <= (select max(number) from notice where recipient_key = :key) - :most
            """;

    private static final String TO = """
            from notice n
            where (n.recipient_key = :key
                or n.recipient_key in (select organisation_key from memberships where account_key = :key))
            """;

    private static final String OF = """
            select n.body, n.page, n.at_millis %s order by n.at_millis desc, n.number desc limit :limit
            """.formatted(TO);

    private static final String UNSEEN = """
            select count(*) %s
                and n.at_millis > coalesce((select at_millis from inbox_seen where account_key = :key), -1)
            """.formatted(TO);

    private static final String SEEN = """
            insert into inbox_seen (account_key, at_millis) values (:key, :at)
            on conflict (account_key) do update set at_millis =
                case when excluded.at_millis > inbox_seen.at_millis then excluded.at_millis else inbox_seen.at_millis end
            """;

    private final Database database;

    /// The notices in `database`.
    public SqlNotices(Database database) {
        this.database = database;
    }

    @Override
    public void send(Namespace to, Notice notice) {
        database.write(handle -> {
            handle.createUpdate(SEND)
                    .bind("key", to.key())
                    .bind("body", notice.text())
                    .bind("page", notice.page())
                    .bind("at", notice.at().toEpochMilli())
                    .execute();
            return handle.createUpdate(FORGET)
                    .bind("key", to.key())
                    .bind("most", MOST)
                    .execute();
        });
    }

    @Override
    public List<Notice> of(Namespace account, int limit) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("key", account.key())
                .bind("limit", limit)
                .map((row, _) -> new Notice(
                        row.getString("body"), row.getString("page"), Instant.ofEpochMilli(row.getLong("at_millis"))))
                .list());
    }

    @Override
    public int unseen(Namespace account) {
        return database.read(handle -> handle.createQuery(UNSEEN)
                .bind("key", account.key())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void seen(Namespace account, Instant at) {
        database.write(handle -> handle.createUpdate(SEEN)
                .bind("key", account.key())
                .bind("at", at.toEpochMilli())
                .execute());
    }
}
