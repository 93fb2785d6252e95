package plimsoll.web.pages.view;

/// The page a one-time sign-in link opens. A button signs in, so that a mail scanner that follows links does not use it
/// up.
///
/// @param code the link's secret
public record OneTimeLink(String code) {}
