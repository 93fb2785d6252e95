package plimsoll.hub.people;

import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Organisation;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Everything this room keeps, in one place, so that one store of them all is passed around as one.
///
/// @param transactions the transactions all of them join
/// @param journal where deeds are recorded
/// @param accounts the accounts
/// @param organisations the organisations
/// @param tokens the access tokens
/// @param sessions the browser sessions
/// @param invitations the invitations
/// @param devices the device sign-ins
/// @param apps what was allowed to web apps
public record PeopleStores(
        Transactions transactions,
        Journal journal,
        Accounts accounts,
        Organisations organisations,
        Tokens tokens,
        Sessions sessions,
        Invitations invitations,
        Devices devices,
        AppGrants apps) {

    /// The account or organisation of this name, whatever the case, as its owner writes it.
    public Optional<Namespace> ownerNamed(Namespace name) {
        return accounts.find(name)
                .map(Account::name)
                .or(() -> organisations.find(name).map(Organisation::name));
    }
}
