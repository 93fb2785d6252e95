package plimsoll.domain.repository;

import java.util.Optional;

/// How a repository's release plan shows in listings, as the plan had it when it last changed or reached a stage.
///
/// @param visibility whether strangers may know of it
/// @param level how far it is let out as a whole
/// @param gating how people are let in on terms
/// @param partners the agreement whose parties may know of it, where strangers may not
/// @param recalled whether all of it was called back
public record Showing(Visibility visibility, Level level, Gating gating, Optional<String> partners, boolean recalled) {
    /// Of a repository about which nobody said more than whether strangers may know of it.
    public static Showing of(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> new Showing(visibility, Level.OPEN_DOWNLOAD, Gating.NONE, Optional.empty(), false);
            case PRIVATE -> new Showing(visibility, Level.INTERNAL, Gating.NONE, Optional.empty(), false);
        };
    }
}
