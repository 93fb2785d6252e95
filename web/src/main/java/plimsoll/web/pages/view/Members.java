package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// Who belongs to an organisation.
///
/// @param organisation its name
/// @param members who, and as what
/// @param mayChange whether the visitor may change it
/// @param wrong what was wrong with what was sent
public record Members(String organisation, List<Profile.Belonging> members, boolean mayChange, Optional<String> wrong) {
    public Members {
        members = List.copyOf(members);
    }
}
