package plimsoll.hub.incident;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.incident.Clock.Urgency;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.repository.RepositoryId;

/// The incidents of this hub. They outlive the repositories they are about.
///
/// Safe for use by any number of threads. What changes something joins the transaction the calling thread is in, or is
/// one of its own. Every implementation passes `IncidentsContract`.
public interface Incidents {
    /// Keeps an incident, in place of the one of the same id. What authorities were sent stays as it was first kept.
    void keep(Incident incident);

    /// The incident of this id.
    Optional<Incident> find(String id);

    /// The one that the hub reported for this cause.
    Optional<Incident> ofCause(String cause);

    /// All: first those that are open, then the others; each the latest first.
    List<Incident> all(int limit);

    /// All, by id: those after this one, which may be empty.
    List<Incident> after(String id, int limit);

    /// What an account reported, latest first.
    List<Incident> of(Namespace reporter, int limit);

    /// Those about what these accounts and organisations publish, latest first.
    List<Incident> about(Collection<Namespace> owners, int limit);

    /// Those about a repository, latest first.
    List<Incident> about(RepositoryId repository, int limit);

    /// Those that are open, oldest first.
    List<Incident> open(int limit);

    /// How many of those that strangers reported nobody has looked at.
    int waiting();

    /// What was told of the clocks of open incidents: the last step, by incident and clock.
    Map<Told, Urgency> told();

    /// Notes that a step was told.
    void keep(Told told, Urgency step);

    /// A clock of an incident.
    ///
    /// @param incident its id
    /// @param clock the word of the deadline, or of another clock that runs for it
    record Told(String incident, String clock) {}
}
