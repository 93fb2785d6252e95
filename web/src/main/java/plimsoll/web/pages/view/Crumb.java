package plimsoll.web.pages.view;

/// One step of the way to a file.
///
/// @param label the step's name
/// @param url where it leads
public record Crumb(String label, String url) {}
