package plimsoll.domain.identity;

import java.util.Map;

/// Who asks for something: a stranger, or somebody we know by their credential.
public sealed interface Recipient {
    /// Somebody without a credential.
    record Stranger() implements Recipient {}

    /// The holder of an account.
    ///
    /// @param name the account's name
    /// @param role what the account is on this hub
    /// @param organisations what it is in each organisation it belongs to
    /// @param scope how much of that this credential carries
    /// @param standing whether they are let in: what is for anybody is for the suspended too, and nothing else
    record Known(
            Namespace name,
            SiteRole role,
            Map<Namespace, OrganisationRole> organisations,
            Scope scope,
            Standing standing)
            implements Recipient {
        public Known {
            organisations = Map.copyOf(organisations);
        }

        /// Somebody who is let in.
        public Known(Namespace name, SiteRole role, Map<Namespace, OrganisationRole> organisations, Scope scope) {
            this(name, role, organisations, scope, Standing.ACTIVE);
        }

        /// Whether this account has at least `role` in whoever owns `namespace`: itself, or an organisation of theirs.
        public boolean holds(OrganisationRole role, Namespace namespace) {
            if (namespace.key().equals(name.key())) {
                return true;
            }
            return organisations.entrySet().stream()
                    .anyMatch(membership -> membership.getKey().key().equals(namespace.key())
                            && membership.getValue().includes(role));
        }
    }

    /// Whoever publishes under `namespace`, an account or an organisation, as such and in no other office.
    static Known publisher(Namespace namespace) {
        return new Known(namespace, SiteRole.MEMBER, Map.of(), Scope.READ);
    }

    /// The name to write into the journal.
    default String actor() {
        return switch (this) {
            case Stranger _ -> "anonymous";
            case Known known -> known.name().text();
        };
    }
}
