package plimsoll.web.pages.view;

import java.util.Optional;

/// Where one text file is written.
///
/// @param path which
/// @param branch where to
/// @param fresh whether there is none of that name yet
/// @param text what is in it
/// @param head the commit it was read from; empty in an empty repository
/// @param action where the form goes
/// @param back where to go without a change
/// @param wrong what was wrong with what was sent
public record Edit(
        String path,
        String branch,
        boolean fresh,
        String text,
        String head,
        String action,
        String back,
        Optional<String> wrong) {}
