package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import plimsoll.domain.arena.Ballot;
import plimsoll.domain.arena.Ballot.Choice;
import plimsoll.hub.gateway.Ballots;

/// Votes on answers, as rows.
public final class SqlBallots implements Ballots {
    private static final String CAST = """
            insert into ballot (match_id, left_name, right_name, choice, voter, blind, at_millis)
            values (:match, :left, :right, :choice, :voter, :blind, :at) on conflict (match_id) do nothing
            """;

    private final Database database;

    /// The votes in `database`.
    public SqlBallots(Database database) {
        this.database = database;
    }

    @Override
    public boolean cast(Ballot ballot) {
        return database.write(handle -> handle.createUpdate(CAST)
                        .bind("match", ballot.match())
                        .bind("left", ballot.left())
                        .bind("right", ballot.right())
                        .bind("choice", ballot.choice().name())
                        .bind("voter", ballot.voter())
                        .bind("blind", ballot.blind() ? 1 : 0)
                        .bind("at", ballot.at().toEpochMilli())
                        .execute())
                > 0;
    }

    @Override
    public int count(String voter, Instant since) {
        return database.read(
                handle -> handle.createQuery("select count(*) from ballot where voter = :voter and at_millis >= :since")
                        .bind("voter", voter)
                        .bind("since", since.toEpochMilli())
                        .mapTo(Integer.class)
                        .one());
    }

    @Override
    public List<Ballot> latest(int limit) {
        return database.read(
                handle -> handle.createQuery("select * from ballot order by at_millis desc, match_id limit :limit")
                        .bind("limit", limit)
                        .map((row, _) -> ballot(row))
                        .list());
    }

    @Override
    public Tally tally() {
        return database.read(handle -> handle.createQuery(
                        "select count(*) as votes, coalesce(max(at_millis), 0) as latest from ballot")
                .map((row, _) -> new Tally(row.getLong("votes"), PeopleRows.instant(row, "latest")))
                .one());
    }

    private static Ballot ballot(ResultSet row) throws SQLException {
        return new Ballot(
                row.getString("match_id"),
                row.getString("left_name"),
                row.getString("right_name"),
                Choice.valueOf(row.getString("choice")),
                row.getString("voter"),
                row.getLong("blind") == 1,
                PeopleRows.instant(row, "at_millis"));
    }
}
