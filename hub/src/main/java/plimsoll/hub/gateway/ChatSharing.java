package plimsoll.hub.gateway;

import plimsoll.domain.repository.RepositoryId;

/// Of which models conversations may be shared: those whose publisher says so. Safe for use by any number of threads
/// and processes. Every implementation passes `ChatSharingContract`.
public interface ChatSharing {
    /// Whether conversations with this model may be shared; not until its publisher says so.
    boolean isAllowed(RepositoryId model);

    /// Says whether they may.
    void allow(RepositoryId model, boolean allowed);
}
