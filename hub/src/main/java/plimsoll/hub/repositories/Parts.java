package plimsoll.hub.repositories;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Component;

/// What the files of a commit are, one by one.
///
/// @param names the names of the files at its root, and no more than a thousand of them
/// @param components the components of which there are files
/// @param weights what its weights' headers say, and the size of all weights beside those
/// @param templates its templates for conversations, wherever they stand
/// @param digest the hash over names and contents of what the repository is all about; empty where there are no such
///     files
public record Parts(
        SortedSet<String> names,
        Set<Component> components,
        Weights weights,
        Templates templates,
        Optional<Sha256> digest) {
    public Parts {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        components = Set.copyOf(components);
    }

    /// The templates for conversations that stand in files and headers.
    ///
    /// @param hashes of each, SHA-256 of the text without white space at its end
    /// @param agree whether all that are taken where none is asked for by name say the same
    public record Templates(SortedSet<String> hashes, boolean agree) {
        public Templates {
            hashes = Collections.unmodifiableSortedSet(new TreeSet<>(hashes));
        }
    }
}
