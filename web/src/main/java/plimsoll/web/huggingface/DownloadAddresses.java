package plimsoll.web.huggingface;

import plimsoll.domain.content.Pointer;
import plimsoll.domain.repository.RepositoryId;

/// Signs addresses from which a large file can be fetched without further proof.
@FunctionalInterface
public interface DownloadAddresses {
    /// An address on this hub, from its leading slash on, good for a while.
    ///
    /// @param repository where the file is
    /// @param file which
    /// @param actor whom it is given to
    /// @param fileName what a browser is to call it; empty to leave that open
    String address(RepositoryId repository, Pointer file, String actor, String fileName);
}
