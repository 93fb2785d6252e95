package plimsoll.web.huggingface;

import plimsoll.domain.content.Pointer;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Holder;

/// Signs addresses from which a large file can be fetched without further proof.
@FunctionalInterface
public interface DownloadAddresses {
    /// An absolute address on this hub, good for a while.
    ///
    /// @param baseUrl this hub's public address, without a slash at the end
    /// @param repository where the file is
    /// @param file which
    /// @param who whom it is given to; the gate has let them in
    /// @param fileName what a browser is to call it; empty to leave that open
    String fetch(String baseUrl, RepositoryId repository, Pointer file, Holder who, String fileName);
}
