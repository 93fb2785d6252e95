package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// An incident, as much of it as its reader may see.
///
/// @param about what it is about; may be empty
/// @param url its page, where the reader may know that it has one
/// @param reporter who reported it, in words; empty where the reader may not know
/// @param contact how to reach them; may be empty
/// @param found what was made of it
/// @param clocks the strictest first
/// @param mayDecide whether the reader decides
/// @param mayTell whether the reader may record that authorities were told
/// @param triage the form for those who decide
/// @param closing a draft of the closing report for those who decide; empty before anybody looked
/// @param ending what came of it
/// @param wrong why something was not done
public record IncidentPage(
        String id,
        String about,
        Optional<String> url,
        String state,
        boolean open,
        String words,
        Moment reportedAt,
        String reporter,
        String contact,
        Optional<Found> found,
        List<Ticking> clocks,
        boolean mayDecide,
        boolean mayTell,
        Optional<TriageForm> triage,
        String closing,
        Optional<String> ending,
        Optional<String> wrong) {
    public IncidentPage {
        clocks = List.copyOf(clocks);
    }

    /// Whether anything ticks.
    public boolean ticks() {
        return open && clocks.stream().anyMatch(clock -> clock.sent().isEmpty());
    }

    /// What a person made of it.
    public record Found(
            String severity,
            List<String> harms,
            List<String> regimes,
            Moment awareAt,
            String text,
            String by,
            Moment at) {
        public Found {
            harms = List.copyOf(harms);
            regimes = List.copyOf(regimes);
        }
    }

    /// A clock.
    ///
    /// @param word names it in addresses
    /// @param left how much time there is, in words
    /// @param urgency how pressing it is: `early`, `halfway`, `pressing`, `overdue`, or `sent`
    /// @param gone how much of the time is gone, in percent
    /// @param sent when and as what the authority was told, in a sentence
    public record Ticking(
            String word,
            String recipient,
            String regime,
            String source,
            String note,
            Moment due,
            String left,
            String urgency,
            int gone,
            Optional<String> sent) {}

    /// Something to choose.
    public record Choice(String value, String label, String hint, boolean chosen) {}

    /// What those who decide fill in.
    public record TriageForm(
            List<Choice> severities,
            List<Choice> harms,
            List<Choice> regimes,
            String awareAt,
            String assessment,
            String about) {
        public TriageForm {
            severities = List.copyOf(severities);
            harms = List.copyOf(harms);
            regimes = List.copyOf(regimes);
        }
    }
}
