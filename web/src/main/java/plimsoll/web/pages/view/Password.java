package plimsoll.web.pages.view;

import java.util.Optional;

/// The form to set a password.
///
/// @param account whose it is
/// @param hasOne whether there is one, which must be given first
/// @param least how many characters a new one needs
/// @param wrong what was wrong with what was sent
public record Password(String account, boolean hasOne, int least, Optional<String> wrong) {}
