package plimsoll.web.pages.view;

import java.util.Optional;

/// A commit that only its publisher sees, or that others see because a person let it go.
///
/// @param unsafe whether something was found; else its inspection has not ended
/// @param reason why it is held, in one sentence
/// @param progress how far the inspection is; empty when none is running
/// @param here the page that shows this, to be asked again
/// @param waived who let it go, until when and why, in a sentence; empty while it is held
/// @param may what the reader may do about it
public record HeldCommit(
        boolean unsafe, String reason, Optional<String> progress, String here, Optional<String> waived, May may) {
    /// What somebody may do about a held commit.
    ///
    /// @param url the repository's page
    /// @param commit which commit
    /// @param callOff whether they may call its inspection off
    /// @param callAgain whether they may ask for another
    /// @param waive whether they may let it go, or end that
    public record May(String url, String commit, boolean callOff, boolean callAgain, boolean waive) {}
}
