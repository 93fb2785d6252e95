package plimsoll.domain.repository;

import java.time.Instant;
import java.util.List;
import plimsoll.domain.content.GitOid;

/// A commit as its readers see it.
///
/// @param oid its id
/// @param title the first line of its message
/// @param message the rest, may be empty
/// @param author the name its author signed with
/// @param at when it was committed
/// @param parents the commits it builds on, first the one it continues
public record Commit(GitOid oid, String title, String message, String author, Instant at, List<GitOid> parents) {
    public Commit {
        parents = List.copyOf(parents);
    }
}
