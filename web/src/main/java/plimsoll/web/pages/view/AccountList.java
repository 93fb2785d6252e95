package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// Accounts of this hub, for those who run it.
///
/// @param text what was searched for
/// @param role the role that is looked at; empty for any
/// @param standing the standing that is looked at; empty for any
/// @param accounts a page of those found
/// @param next the address of the next page
/// @param wrong what was wrong with what was sent
public record AccountList(
        String text,
        String role,
        String standing,
        List<Account> accounts,
        Optional<String> next,
        Optional<String> wrong) {
    public AccountList {
        accounts = List.copyOf(accounts);
    }

    /// The roles there are.
    public static List<String> roles() {
        return List.of("member", "auditor", "admin");
    }

    /// An account.
    ///
    /// @param name its name
    /// @param about the full name and the address
    /// @param role what it is on this hub
    /// @param suspended whether its holder is kept out
    /// @param opened when it was made
    public record Account(String name, String about, String role, boolean suspended, Moment opened) {}
}
