package plimsoll.hub.repositories;

import plimsoll.domain.content.GitOid;

/// What became of a branch or tag. Whatever it is but `Done`, nothing has changed.
public sealed interface RefOutcome {
    /// It is done.
    ///
    /// @param at the commit it names now, or named before it went
    record Done(GitOid at) implements RefOutcome {}

    /// There is one of that name already, or one whose name stands in its way (`a` and `a/b`).
    record Exists(String name) implements RefOutcome {}

    /// There is none of that name.
    record Absent(String name) implements RefOutcome {}

    /// The revision it was to begin at does not exist.
    record NoRevision(String revision) implements RefOutcome {}

    /// Git could not have one of that name.
    record BadName(String name) implements RefOutcome {}

    /// The main branch stays.
    record MainStays() implements RefOutcome {}

    /// Somebody else moved it meanwhile.
    record Moved(String name) implements RefOutcome {}
}
