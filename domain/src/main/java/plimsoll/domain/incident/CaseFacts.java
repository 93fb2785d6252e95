package plimsoll.domain.incident;

import java.util.List;
import java.util.Optional;

/// What the hub knows that belongs into a notice about an incident.
///
/// @param hub the hub's address
/// @param model the repository's page; empty where the incident is about none
/// @param revision the commit that its main branch is at; empty where it has none
/// @param release how far its components are let out, a line each
/// @param known what is known of it, a line each: name, value and who says so
/// @param measures what was done about it on this hub since it was known, oldest first, a line each
/// @param holders how many copies were handed out to accounts
public record CaseFacts(
        String hub,
        Optional<String> model,
        Optional<String> revision,
        List<String> release,
        List<String> known,
        List<String> measures,
        int holders) {
    public CaseFacts {
        release = List.copyOf(release);
        known = List.copyOf(known);
        measures = List.copyOf(measures);
    }
}
