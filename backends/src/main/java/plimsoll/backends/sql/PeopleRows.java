package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;

/// Reads what several tables about people have in common.
final class PeopleRows {
    /// The columns that `account` reads, of `accounts a join namespaces n`.
    static final String ACCOUNT = """
            a.id as account_id, n.name as account_name, a.full_name as account_full_name, a.email as account_email,
            a.role as account_role, a.standing as account_standing, a.opened_millis as account_opened_millis""";

    /// The columns that `organisation` reads, of `organisations o join namespaces m`.
    static final String ORGANISATION = """
            o.id as organisation_id, m.name as organisation_name, o.full_name as organisation_full_name,
            o.founded_millis as organisation_founded_millis""";

    private PeopleRows() {}

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("account_id"),
                new Namespace(row.getString("account_name")),
                row.getString("account_full_name"),
                Optional.ofNullable(row.getString("account_email")),
                SiteRole.valueOf(row.getString("account_role")),
                Standing.valueOf(row.getString("account_standing")),
                instant(row, "account_opened_millis"));
    }

    static Organisation organisation(ResultSet row) throws SQLException {
        return new Organisation(
                row.getString("organisation_id"),
                new Namespace(row.getString("organisation_name")),
                row.getString("organisation_full_name"),
                instant(row, "organisation_founded_millis"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> instantIfAny(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /// For a column that may be null.
    static @Nullable Long millis(Optional<Instant> at) {
        return at.map(Instant::toEpochMilli).orElse(null);
    }
}
