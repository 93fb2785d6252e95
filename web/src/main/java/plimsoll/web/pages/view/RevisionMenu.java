package plimsoll.web.pages.view;

import java.util.List;

/// The branches and tags to look at instead.
///
/// @param current what the menu's button says
/// @param branches the branches
/// @param tags the tags
/// @param all the page of all of them
public record RevisionMenu(String current, List<Crumb> branches, List<Crumb> tags, String all) {
    public RevisionMenu {
        branches = List.copyOf(branches);
        tags = List.copyOf(tags);
    }
}
