package plimsoll.web.pages.view;

import java.util.Optional;

/// A notice to an authority, before it is sent.
///
/// @param id the incident
/// @param clock the clock that it stops
/// @param text the draft, or what was made of it
/// @param gaps how many gaps it has
/// @param reference what the authority calls it
/// @param wrong why it was not taken
public record IncidentNotice(
        String id, IncidentPage.Ticking clock, String text, int gaps, String reference, Optional<String> wrong) {}
