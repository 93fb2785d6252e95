package plimsoll.hub.repositories;

import plimsoll.domain.release.Admission;
import plimsoll.domain.repository.Repository;

/// What somebody finds who asks for a repository by name.
public sealed interface Entrance {
    /// They are in.
    record Entered(Pass pass) implements Entrance {}

    /// It has another name now, and they may know it.
    record Moved(Repository to) implements Entrance {}

    /// They are not in, for the reason given. A repository that does not exist and one they may not know of both answer
    /// `Unseen`.
    record Refused(Admission why) implements Entrance {}
}
