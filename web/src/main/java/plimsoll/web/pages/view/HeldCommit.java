package plimsoll.web.pages.view;

import java.util.Optional;

/// A commit that only its publisher sees.
///
/// @param unsafe whether something was found; else its inspection has not ended
/// @param reason why, in one sentence
/// @param progress how far the inspection is; empty when none is running
/// @param here the page that shows this, to be asked again
public record HeldCommit(boolean unsafe, String reason, Optional<String> progress, String here) {}
