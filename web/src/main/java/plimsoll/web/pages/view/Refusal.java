package plimsoll.web.pages.view;

import java.util.Optional;

/// A page that says no, or that something broke.
///
/// @param status the HTTP status
/// @param title in a few words
/// @param text what it means and what to do
/// @param signIn where signing in might help; empty where it does not
public record Refusal(int status, String title, String text, Optional<String> signIn) {}
