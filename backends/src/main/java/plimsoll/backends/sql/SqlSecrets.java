package plimsoll.backends.sql;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import plimsoll.domain.content.Bytes;
import plimsoll.hub.content.Secrets;

/// The hub's secrets as rows. Whoever can read the database can sign in the hub's name: so it is with every
/// password in it.
public final class SqlSecrets implements Secrets {
    private static final String FIND = """
            select value from secret where name = :name
            """;

    private static final String MAKE = """
            insert into secret (name, value) values (:name, :value) on conflict (name) do nothing
            """;

    private final Database database;
    private final RandomGenerator random;

    /// The secrets in `database`, made from `random`, which nobody may be able to foretell.
    public SqlSecrets(Database database, RandomGenerator random) {
        this.database = database;
        this.random = random;
    }

    @Override
    public Bytes named(String name) {
        var fresh = new byte[BYTES];
        random.nextBytes(fresh);
        var hex = HexFormat.of();
        return database.write(handle -> {
            // Of two processes that make it at once, one's insert does nothing; both read what is there then.
            handle.createUpdate(MAKE)
                    .bind("name", name)
                    .bind("value", hex.formatHex(fresh))
                    .execute();
            var value = handle.createQuery(FIND)
                    .bind("name", name)
                    .mapTo(String.class)
                    .one();
            return Bytes.copyOf(hex.parseHex(value));
        });
    }
}
