package plimsoll.hub.content;

import java.util.Set;
import plimsoll.domain.content.Sha256;

/// Something that needs blobs to stay: links of repositories, uploads in parts, git's packs. What no holder
/// holds, the sweeper may take.
///
/// Safe for use by any number of threads.
@FunctionalInterface
public interface BlobHolders {
    /// The largest set anybody asks for at once, so that one statement can answer.
    int MAX_CANDIDATES = 500;

    /// Those of `candidates`, at most `MAX_CANDIDATES`, that are needed here: everything committed before the call
    /// counts.
    Set<Sha256> held(Set<Sha256> candidates);
}
