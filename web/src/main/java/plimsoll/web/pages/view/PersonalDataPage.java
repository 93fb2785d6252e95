package plimsoll.web.pages.view;

import java.util.List;

/// What scans for personal data found in a repository's files.
///
/// @param commit of which commit; empty text where there is none
/// @param status how far the scan is, as a sentence; empty text when it is done
/// @param counts what all files hold together
/// @param files each file, those with findings first
/// @param owner whether samples are shown
public record PersonalDataPage(String commit, String status, List<Count> counts, List<File> files, boolean owner) {
    public PersonalDataPage {
        counts = List.copyOf(counts);
        files = List.copyOf(files);
    }

    /// How often something was found.
    ///
    /// @param title what
    /// @param says how certain it is: contains, probably contains, likely contains
    /// @param manner its colour
    /// @param findings how often, and how many different ones
    /// @param samples masked, in one line; empty text for those who do not own the file
    public record Count(String title, String says, String manner, String findings, String samples) {}

    /// A file.
    ///
    /// @param path its path
    /// @param url its page
    /// @param coverage how much of it was read, in a sentence
    /// @param manner the colour of that
    /// @param scanned whether anything of it was read
    /// @param counts what was found
    public record File(String path, String url, String coverage, String manner, boolean scanned, List<Count> counts) {
        public File {
            counts = List.copyOf(counts);
        }
    }
}
