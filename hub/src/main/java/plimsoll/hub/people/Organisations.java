package plimsoll.hub.people;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Membership;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.domain.identity.OrganisationRole;

/// The organisations of this hub and who belongs to them.
///
/// Safe for use by any number of threads. Every change joins the transaction the calling thread is in, or is one of
/// its own. Every implementation passes `OrganisationsContract`.
public interface Organisations {
    /// The organisation of this name.
    Optional<Organisation> find(Namespace name);

    /// Enters a new organisation, which nobody belongs to yet.
    ///
    /// @return false, and nothing done, when an account or an organisation has its name
    boolean add(Organisation organisation);

    /// Organisations by name, from after `after` (empty text: from the first), at most `limit`.
    List<Organisation> list(String after, int limit);

    /// To what an account belongs, by the organisation's name.
    List<Membership> of(Namespace account);

    /// Who belongs to an organisation, by name, from after `after` (empty text: from the first), at most `limit`.
    List<Membership> members(Namespace organisation, String after, int limit);

    /// What an account is in an organisation; empty when it does not belong to it.
    Optional<OrganisationRole> role(Namespace organisation, Namespace account);

    /// How many admins an organisation has. Until the transaction the calling thread is in ends, nobody else changes
    /// who belongs to it.
    int holdAdmins(Namespace organisation);

    /// Makes an account, which exists, something in an organisation, which exists.
    void setRole(Namespace organisation, Namespace account, OrganisationRole role);

    /// Takes an account out of an organisation.
    void remove(Namespace organisation, Namespace account);
}
