package plimsoll.hub.people;

import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;

/// The accounts of this hub. They share one set of names with the organisations, whatever the case.
///
/// Safe for use by any number of threads. Every change joins the transaction the calling thread is in, or is one of
/// its own. Every implementation passes `AccountsContract`.
public interface Accounts {
    /// The account of this name.
    Optional<Account> find(Namespace name);

    /// Enters a new account, without a password.
    ///
    /// @return false, and nothing done, when an account or an organisation has its name
    boolean add(Account account);

    /// Replaces what is known of an account: all but its id, its name and its age.
    void change(Account account);

    /// Accounts by name, from after `after` (empty text: from the first), at most `limit`.
    List<Account> list(String after, int limit);

    /// Accounts by name that are what is wanted, from after `after` (empty text: from the first), at most `limit`.
    List<Account> search(Wanted wanted, String after, int limit);

    /// Which accounts are wanted.
    ///
    /// @param text a part of the name, the full name or the address, in any case of ASCII's letters; empty for any
    /// @param role their role; empty for any
    /// @param standing their standing; empty for any
    record Wanted(String text, Optional<SiteRole> role, Optional<Standing> standing) {}

    /// Whether nobody has an account yet.
    boolean isEmpty();

    /// How many accounts are active site admins. Until the transaction the calling thread is in ends, nobody else
    /// changes that.
    int holdAdmins();

    /// The hash of an account's password (`Passwords`); empty when it has none.
    Optional<String> password(Namespace name);

    /// Sets the hash of an account's password.
    void setPassword(Namespace name, String hash);
}
