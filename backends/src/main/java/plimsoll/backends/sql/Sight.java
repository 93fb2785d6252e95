package plimsoll.backends.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.SiteRole;

/// What `Gate` answers to somebody who wants to read, said in SQL over the table `repository` as `r`. A property test
/// holds the two together.
///
/// @param everything whether they see it all
/// @param namespaces keys of those whose private repositories they see
record Sight(boolean everything, List<String> namespaces) {
    Sight {
        namespaces = List.copyOf(namespaces);
    }

    static Sight of(Recipient asker) {
        return switch (asker) {
            case Stranger _ -> new Sight(false, List.of());
            case Known known -> new Sight(known.role() != SiteRole.MEMBER, namespaces(known));
        };
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
        return namespaces.isEmpty()
                ? "r.visibility = 'PUBLIC'"
                : "(r.visibility = 'PUBLIC' or r.namespace_key in (<seen>))";
    }

    /// The same in parts, each of which is one range of the indexes that begin with kind and visibility, and of which
    /// no two overlap.
    List<String> ranges() {
        var ranges = new ArrayList<String>();
        ranges.add("r.visibility = 'PUBLIC'");
        if (everything) {
            ranges.add("r.visibility = 'PRIVATE'");
        } else if (!namespaces.isEmpty()) {
            ranges.add("r.visibility = 'PRIVATE' and r.namespace_key in (<seen>)");
        }
        return ranges;
    }

    /// Gives the statement what its condition names.
    <S extends SqlStatement<S>> S bind(S statement, String sql) {
        return sql.contains("<seen>") ? statement.bindList("seen", namespaces) : statement;
    }
}
