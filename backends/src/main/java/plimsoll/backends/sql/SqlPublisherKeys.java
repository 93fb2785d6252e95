package plimsoll.backends.sql;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.hub.attestation.PublisherKey;
import plimsoll.hub.attestation.PublisherKeys;

/// Publishers' keys as rows.
public final class SqlPublisherKeys implements PublisherKeys {
    private static final String OF = """
            select spki, at_millis from publisher_key where owner_key = :owner order by at_millis, hint
            """;

    private static final String ADD = """
            insert into publisher_key (owner_key, hint, spki, at_millis) values (:owner, :hint, :spki, :at)
            on conflict (owner_key, hint) do nothing
            """;

    private static final String REMOVE = """
            delete from publisher_key where owner_key = :owner and hint = :hint
            """;

    private final Database database;

    /// The keys in `database`.
    public SqlPublisherKeys(Database database) {
        this.database = database;
    }

    @Override
    public List<PublisherKey> of(Namespace owner) {
        return database.read(handle -> handle.createQuery(OF)
                .bind("owner", owner.key())
                .map((row, _) ->
                        new PublisherKey(key(row.getString("spki")), Instant.ofEpochMilli(row.getLong("at_millis"))))
                .list());
    }

    @Override
    public boolean add(Namespace owner, PublisherKey key) {
        return database.writeWithin(handle -> handle.createUpdate(ADD)
                        .bind("owner", owner.key())
                        .bind("hint", key.hint().hex())
                        .bind("spki", HexFormat.of().formatHex(key.key().getEncoded()))
                        .bind("at", key.since().toEpochMilli())
                        .execute()
                == 1);
    }

    @Override
    public boolean remove(Namespace owner, Sha256 hint) {
        return database.writeWithin(handle -> handle.createUpdate(REMOVE)
                        .bind("owner", owner.key())
                        .bind("hint", hint.hex())
                        .execute()
                == 1);
    }

    private static PublicKey key(String spki) {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(spki)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was registered cannot be read any more", e);
        }
    }
}
