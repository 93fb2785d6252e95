package plimsoll.web.pages.view;

import java.util.List;

/// The packs of rules of this hub, and those that wait to be adopted.
///
/// @param packs those that there are
/// @param proposals those that wait
/// @param text what is in the form
/// @param wrong what is wrong with it; empty text where nothing is
public record PackList(List<Pack> packs, List<Proposal> proposals, String text, String wrong) {
    public PackList {
        packs = List.copyOf(packs);
        proposals = List.copyOf(proposals);
    }

    /// A pack.
    ///
    /// @param id its name
    /// @param title what people call it
    /// @param version its edition
    /// @param jurisdiction where it speaks
    /// @param binds whether it binds today
    /// @param status why, or why not
    public record Pack(String id, String title, String version, String jurisdiction, boolean binds, String status) {}

    /// A pack that waits for a second person.
    ///
    /// @param number its number
    /// @param id the pack's name
    /// @param by who proposed it
    /// @param at when
    /// @param diff what it changes, line by line
    /// @param effects what would be closed, as sentences
    /// @param own whether the visitor proposed it
    public record Proposal(
            long number, String id, String by, Moment at, List<String> diff, List<String> effects, boolean own) {
        public Proposal {
            diff = List.copyOf(diff);
            effects = List.copyOf(effects);
        }
    }
}
