package plimsoll.web.pages.view;

import java.util.Optional;

/// The form for a new account.
///
/// @param name what was typed
/// @param invitation the invitation's code; empty when registration is open
/// @param needsInvitation whether a code is asked for
/// @param wrong what was wrong with it
public record SignUp(String name, String invitation, boolean needsInvitation, Optional<String> wrong) {}
