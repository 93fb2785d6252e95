package plimsoll.web.pages.view;

/// Where files are added to a branch.
///
/// @param api what every address of the repository's API begins with
/// @param lfs the repository's LFS batch address
/// @param files where to go when done
/// @param action where the plain form goes
/// @param branch the branch
/// @param folder the folder files go to, may be empty
/// @param largest the largest file, in words
public record Upload(
        String api, String lfs, String files, String action, String branch, String folder, String largest) {}
