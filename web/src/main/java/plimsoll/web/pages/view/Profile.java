package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// The page of an account or an organisation.
///
/// @param name its name
/// @param fullName what it calls itself; may be empty
/// @param organisation whether it is an organisation
/// @param since when it was made
/// @param people who belongs to it, or where it belongs
/// @param shelves what it publishes
/// @param self whether it is the visitor's own
/// @param members where its members are managed; empty for those who may not
public record Profile(
        String name,
        String fullName,
        boolean organisation,
        Optional<Moment> since,
        List<Belonging> people,
        List<Home.Shelf> shelves,
        boolean self,
        Optional<String> members) {
    public Profile {
        people = List.copyOf(people);
        shelves = List.copyOf(shelves);
    }

    /// The two letters on its crest.
    public String initials() {
        return name.substring(0, Math.min(2, name.length())).toUpperCase(java.util.Locale.ROOT);
    }

    /// Somebody in an organisation, or an organisation somebody is in.
    public record Belonging(String name, String role) {}
}
