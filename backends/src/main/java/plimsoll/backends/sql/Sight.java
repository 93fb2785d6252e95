package plimsoll.backends.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;

/// What `Gate` answers to somebody who wants to read, said in SQL over the table `repository` as `r`. A property test
/// holds the two together.
///
/// @param everything whether they see it all
/// @param namespaces keys of those whose private repositories they see
/// @param agreements ids of the agreements in force under which they are shown what strangers are not
record Sight(boolean everything, List<String> namespaces, List<String> agreements) {
    Sight {
        namespaces = List.copyOf(namespaces);
        agreements = List.copyOf(agreements);
    }

    private static final String IN_FORCE = """
            select distinct a.id from agreement_party p join agreement a on a.id = p.agreement
            where p.party_key in (<keys>) and a.from_millis <= :now and a.until_millis > :now
            """;

    /// What `asker` sees at a time.
    static Sight of(Handle handle, Recipient asker, Instant now) {
        return switch (asker) {
            case Stranger _ -> new Sight(false, List.of(), List.of());
            case Known known when known.standing() == Standing.SUSPENDED -> new Sight(false, List.of(), List.of());
            case Known known when known.role() != SiteRole.MEMBER -> new Sight(true, List.of(), List.of());
            case Known known -> new Sight(false, namespaces(known), agreements(handle, known, now));
        };
    }

    private static List<String> agreements(Handle handle, Known known, Instant now) {
        return handle.createQuery(IN_FORCE)
                .bindList("keys", SqlReleases.keys(known))
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .list();
    }

    private static List<String> namespaces(Known known) {
        var keys = new ArrayList<String>();
        keys.add(known.name().key());
        known.organisations().entrySet().stream()
                .filter(membership -> membership.getValue().includes(OrganisationRole.READ))
                .map(Map.Entry::getKey)
                .map(Namespace::key)
                .forEach(keys::add);
        return keys;
    }

    /// One condition for all they see.
    String condition() {
        if (everything) {
            return "true";
        }
        return namespaces.isEmpty() ? "r.visibility = 'PUBLIC'" : "(r.visibility = 'PUBLIC' or %s)".formatted(own());
    }

    /// The same in parts, each of which is one range of the indexes that begin with kind and visibility, and of which
    /// no two overlap.
    List<String> ranges() {
        var ranges = new ArrayList<String>();
        ranges.add("r.visibility = 'PUBLIC'");
        if (everything) {
            ranges.add("r.visibility = 'PRIVATE'");
        } else if (!namespaces.isEmpty()) {
            ranges.add("r.visibility = 'PRIVATE' and " + own());
        }
        return ranges;
    }

    private String own() {
        return agreements.isEmpty()
                ? "r.namespace_key in (<seen>)"
                : "(r.namespace_key in (<seen>) or r.partners in (<partnered>))";
    }

    /// Gives the statement what its condition names.
    <S extends SqlStatement<S>> S bind(S statement, String sql) {
        var bound = sql.contains("<seen>") ? statement.bindList("seen", namespaces) : statement;
        return sql.contains("<partnered>") ? bound.bindList("partnered", agreements) : bound;
    }
}
