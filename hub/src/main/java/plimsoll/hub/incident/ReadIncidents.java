package plimsoll.hub.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.incident.Incident;
import plimsoll.domain.release.Gate;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;

/// Tells of incidents as much as each may know: whoever reported one sees what they said and what became of it,
/// publishers see those about what they publish, those who watch over the hub see all.
///
/// Safe for use by any number of threads.
public final class ReadIncidents {
    private final Incidents incidents;
    private final Catalogue catalogue;

    /// Over these.
    public ReadIncidents(Incidents incidents, Catalogue catalogue) {
        this.incidents = incidents;
        this.catalogue = catalogue;
    }

    /// How much of an incident somebody sees. The later see all that the earlier do.
    public enum Sight {
        /// What they said, and what became of it.
        REPORTER,
        /// What was made of it, and the clocks: all but who reported it. They may tell authorities.
        PUBLISHER,
        /// All, and change nothing.
        WATCHER,
        /// All, and decide.
        STAFF
    }

    /// An incident as somebody sees it.
    ///
    /// @param repository what it is about, while that is there
    public record Seen(Incident incident, Optional<Repository> repository, Sight sight) {
        /// Whether they may record that an authority was told.
        public boolean mayTell() {
            return sight == Sight.PUBLISHER || sight == Sight.STAFF;
        }
    }

    /// The incident of this id; whoever knows the id may see what its reporter sees.
    public Optional<Seen> find(Recipient who, String id) {
        return incidents.find(id).map(found -> seen(who, found));
    }

    /// The incidents that somebody has to do with: first those that are open, those with the strictest clock before.
    public List<Seen> list(Known who, int limit) {
        if (Gate.examines(who)) {
            return ordered(
                    incidents.all(limit).stream().map(one -> seen(who, one)).toList());
        }
        var found = new LinkedHashMap<String, Incident>();
        var owners = new ArrayList<Namespace>(List.of(who.name()));
        who.organisations().forEach((organisation, role) -> {
            if (role.includes(OrganisationRole.WRITE)) {
                owners.add(organisation);
            }
        });
        incidents.about(owners, limit).forEach(one -> found.put(one.id(), one));
        incidents.of(who.name(), limit).forEach(one -> found.put(one.id(), one));
        return ordered(found.values().stream().map(one -> seen(who, one)).toList());
    }

    private static List<Seen> ordered(List<Seen> seen) {
        var strictest = Comparator.comparing((Seen one) -> one.incident().unsent().stream()
                .map(clock -> clock.due().toEpochMilli())
                .findFirst()
                .orElse(Long.MAX_VALUE));
        return seen.stream()
                .sorted(Comparator.comparing((Seen one) -> !one.incident().isOpen())
                        .thenComparing(strictest))
                .toList();
    }

    Seen seen(Recipient who, Incident incident) {
        var repository = incident.report().repository().flatMap(catalogue::find);
        if (decides(who)) {
            return new Seen(incident, repository, Sight.STAFF);
        }
        if (Gate.examines(who)) {
            return new Seen(incident, repository, Sight.WATCHER);
        }
        boolean publishes = repository.filter(found -> publishes(who, found)).isPresent();
        return new Seen(incident, repository, publishes ? Sight.PUBLISHER : Sight.REPORTER);
    }

    /// Whether somebody decides about incidents: those who run the hub.
    public static boolean decides(Recipient who) {
        return who instanceof Known known
                && known.role() == SiteRole.ADMIN
                && known.scope() == Scope.WRITE
                && known.standing() == Standing.ACTIVE;
    }

    static boolean publishes(Recipient who, Repository repository) {
        return who instanceof Known known
                && known.standing() == Standing.ACTIVE
                && known.holds(OrganisationRole.WRITE, repository.name().namespace());
    }
}
