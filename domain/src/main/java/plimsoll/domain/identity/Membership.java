package plimsoll.domain.identity;

/// That an account belongs to an organisation.
///
/// @param organisation to which
/// @param account who
/// @param role what they are in it
public record Membership(Organisation organisation, Account account, OrganisationRole role) {}
