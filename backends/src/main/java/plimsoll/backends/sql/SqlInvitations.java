package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.people.Invitation;
import plimsoll.hub.people.Invitations;

/// Invitations as a table.
public final class SqlInvitations implements Invitations {
    private static final String ADD = """
            insert into invitations (secret, id, issuer_key, role, note, issued_millis, expires_millis)
            values (:secret, :id, :issuer, :role, :note, :issued, :expires)
            """;

    private static final String SELECT = """
            select i.id, n.name, i.role, i.note, i.issued_millis, i.expires_millis
            from invitations i join namespaces n on n.name_key = i.issuer_key
            """;

    private static final String FIND = SELECT + "where i.secret = :secret and i.expires_millis > :now";
    private static final String OPEN = SELECT + "where i.expires_millis > :now order by i.issued_millis desc, i.id";

    private final Database database;

    /// The invitations in `database`.
    public SqlInvitations(Database database) {
        this.database = database;
    }

    @Override
    public void add(Invitation invitation, Sha256 secret) {
        database.write(handle -> handle.createUpdate(ADD)
                .bind("secret", secret.hex())
                .bind("id", invitation.id())
                .bind("issuer", invitation.by().key())
                .bind("role", invitation.role().name())
                .bind("note", invitation.note())
                .bind("issued", invitation.issuedAt().toEpochMilli())
                .bind("expires", invitation.expiresAt().toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Invitation> find(Sha256 secret, Instant now) {
        return database.read(handle -> handle.createQuery(FIND)
                .bind("secret", secret.hex())
                .bind("now", now.toEpochMilli())
                .map((row, _) -> invitation(row))
                .findOne());
    }

    @Override
    public Optional<Invitation> take(Sha256 secret, Instant now) {
        return database.write(handle -> {
            var found = find(secret, now);
            // Of two callers at the same moment one deletes the row.
            return found.filter(invitation -> remove(invitation.id()));
        });
    }

    @Override
    public List<Invitation> open(Instant now) {
        return database.read(handle -> handle.createQuery(OPEN)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> invitation(row))
                .list());
    }

    @Override
    public boolean remove(String id) {
        return database.write(handle -> handle.createUpdate("delete from invitations where id = :id")
                        .bind("id", id)
                        .execute()
                == 1);
    }

    @Override
    public void sweep(Instant now) {
        database.write(handle -> handle.createUpdate("delete from invitations where expires_millis < :now")
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getString("id"),
                new Namespace(row.getString("name")),
                SiteRole.valueOf(row.getString("role")),
                row.getString("note"),
                PeopleRows.instant(row, "issued_millis"),
                PeopleRows.instant(row, "expires_millis"));
    }
}
