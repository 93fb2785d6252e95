package plimsoll.web.pages.view;

import java.util.Optional;

/// The form by which anybody reports an incident.
///
/// @param about what it is about
/// @param words what was written so far
/// @param contact how to reach whoever reports
/// @param named whether the reader has an account, so that no contact is needed
/// @param wrong why it was not taken
public record IncidentReport(String about, String words, String contact, boolean named, Optional<String> wrong) {}
