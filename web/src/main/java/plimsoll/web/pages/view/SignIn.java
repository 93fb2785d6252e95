package plimsoll.web.pages.view;

import java.util.Optional;

/// The form to sign in.
///
/// @param name what was typed
/// @param next where to go after
/// @param wrong why it failed
public record SignIn(String name, String next, Optional<String> wrong) {}
