package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;
import plimsoll.hub.people.Client;
import plimsoll.hub.people.DeviceGrant;
import plimsoll.hub.people.DeviceGrant.Answer;
import plimsoll.hub.people.Devices;

/// Device sign-ins and their refresh tokens as tables.
public final class SqlDevices implements Devices {
    private static final String START = """
            insert into devices (device_code, id, user_code, client_name, client_address, started_millis,
                expires_millis, interval_millis, asked_millis, answer)
            values (:code, :id, :userCode, :clientName, :clientAddress, :started, :expires, :interval, :asked, 'NONE')
            on conflict do nothing
            """;

    private static final String SELECT = """
            select d.id, d.user_code, d.client_name, d.client_address, d.started_millis, d.expires_millis,
                d.interval_millis, d.asked_millis, d.answer, n.name, d.scope
            from devices d left join namespaces n on n.name_key = d.account_key
            """;

    private static final String ANSWER = """
            update devices set answer = :answer, account_key = :account, scope = :scope
            where id = :id and answer = 'NONE'
            """;

    private static final String ASKED = """
            update devices set asked_millis = :at, interval_millis = :interval where id = :id
            """;

    private static final String ADD = """
            insert into refresh_tokens (secret, family, account_key, scope, display_name, expires_millis, used)
            values (:secret, :family, :account, :scope, :displayName, :expires, :used)
            """;

    private static final String REFRESH = """
            select r.family, n.name, r.scope, r.display_name, r.expires_millis, r.used
            from refresh_tokens r join namespaces n on n.name_key = r.account_key
            where r.secret = :secret
            """;

    private static final String USE = """
            update refresh_tokens set used = true where secret = :secret and used = false
            """;

    private final Database database;

    /// The device sign-ins in `database`.
    public SqlDevices(Database database) {
        this.database = database;
    }

    @Override
    public boolean start(DeviceGrant grant, Sha256 deviceCode) {
        return database.write(handle -> handle.createUpdate(START)
                        .bind("code", deviceCode.hex())
                        .bind("id", grant.id())
                        .bind("userCode", grant.userCode())
                        .bind("clientName", grant.client().name())
                        .bind("clientAddress", grant.client().address())
                        .bind("started", grant.startedAt().toEpochMilli())
                        .bind("expires", grant.expiresAt().toEpochMilli())
                        .bind("interval", grant.interval().toMillis())
                        .bind("asked", grant.askedAt().toEpochMilli())
                        .execute()
                == 1);
    }

    @Override
    public Optional<DeviceGrant> byDeviceCode(Sha256 deviceCode) {
        return find("where d.device_code = :code", deviceCode.hex());
    }

    @Override
    public Optional<DeviceGrant> byUserCode(String userCode) {
        return find("where d.user_code = :code", userCode);
    }

    @Override
    public boolean answer(String id, Answer answer) {
        return database.write(handle -> {
            var update = handle.createUpdate(ANSWER).bind("id", id);
            return switch (answer) {
                case Answer.None _ -> throw new IllegalArgumentException("that is no answer");
                case Answer.Denied _ ->
                    update.bind("answer", "DENIED")
                                    .bind("account", (String) null)
                                    .bind("scope", (String) null)
                                    .execute()
                            == 1;
                case Answer.Approved(var account, var scope) ->
                    update.bind("answer", "APPROVED")
                                    .bind("account", account.key())
                                    .bind("scope", scope.name())
                                    .execute()
                            == 1;
            };
        });
    }

    @Override
    public void asked(String id, Instant at, Duration interval) {
        database.write(handle -> handle.createUpdate(ASKED)
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .bind("interval", interval.toMillis())
                .execute());
    }

    @Override
    public boolean finish(String id) {
        return database.write(handle -> handle.createUpdate("delete from devices where id = :id")
                        .bind("id", id)
                        .execute()
                == 1);
    }

    @Override
    public int waiting() {
        return database.read(handle -> handle.createQuery("select count(*) from devices")
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void add(Refresh refresh, Sha256 secret) {
        database.write(handle -> handle.createUpdate(ADD)
                .bind("secret", secret.hex())
                .bind("family", refresh.family())
                .bind("account", refresh.account().key())
                .bind("scope", refresh.scope().name())
                .bind("displayName", refresh.displayName())
                .bind("expires", refresh.expiresAt().toEpochMilli())
                .bind("used", refresh.used())
                .execute());
    }

    @Override
    public Optional<Refresh> refresh(Sha256 secret) {
        return database.read(handle -> handle.createQuery(REFRESH)
                .bind("secret", secret.hex())
                .map((row, _) -> new Refresh(
                        row.getString("family"),
                        new Namespace(row.getString("name")),
                        Scope.valueOf(row.getString("scope")),
                        row.getString("display_name"),
                        PeopleRows.instant(row, "expires_millis"),
                        row.getBoolean("used")))
                .findOne());
    }

    @Override
    public boolean use(Sha256 secret) {
        return database.write(
                handle -> handle.createUpdate(USE).bind("secret", secret.hex()).execute() == 1);
    }

    @Override
    public void removeFamily(String family) {
        database.write(handle -> handle.createUpdate("delete from refresh_tokens where family = :family")
                .bind("family", family)
                .execute());
    }

    @Override
    public void removeAll(Namespace account) {
        database.write(handle -> {
            handle.createUpdate("delete from devices where account_key = :account")
                    .bind("account", account.key())
                    .execute();
            return handle.createUpdate("delete from refresh_tokens where account_key = :account")
                    .bind("account", account.key())
                    .execute();
        });
    }

    @Override
    public void sweep(Instant now) {
        database.write(handle -> {
            handle.createUpdate("delete from devices where expires_millis < :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
            return handle.createUpdate("delete from refresh_tokens where expires_millis < :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
        });
    }

    private Optional<DeviceGrant> find(String where, String code) {
        return database.read(handle -> handle.createQuery(SELECT + where)
                .bind("code", code)
                .map((row, _) -> grant(row))
                .findOne());
    }

    private static DeviceGrant grant(ResultSet row) throws SQLException {
        return new DeviceGrant(
                row.getString("id"),
                row.getString("user_code"),
                new Client(row.getString("client_name"), row.getString("client_address")),
                PeopleRows.instant(row, "started_millis"),
                PeopleRows.instant(row, "expires_millis"),
                Duration.ofMillis(row.getLong("interval_millis")),
                PeopleRows.instant(row, "asked_millis"),
                answer(row));
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return switch (row.getString("answer")) {
            case "APPROVED" ->
                new Answer.Approved(new Namespace(row.getString("name")), Scope.valueOf(row.getString("scope")));
            case "DENIED" -> new Answer.Denied();
            default -> new Answer.None();
        };
    }
}
