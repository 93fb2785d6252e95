package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// An obligation of a repository as pages show it.
///
/// @param id names it
/// @param page its repository, as addresses name it
/// @param what to do
/// @param why the rule and the pack that say so
/// @param owner who owes it, in words
/// @param since when its rule was first found to apply
/// @param due until when; empty where no time is set
/// @param left how much time is left, or since when it is late, in words; empty text where no clock runs
/// @param urgency how pressing it is, in a word
/// @param state open, overdue, met or lapsed
/// @param round which round of it that is
/// @param every after how long it has to be done again, in words; empty text where once is enough
/// @param onIncident within what time of an incident, in words; empty text where time counts from its rule
/// @param next when its next round begins; empty while one is open
/// @param met each time it was met, the newest first, as far as the visitor may know
/// @param assignee the account that was named, for a form; empty text where none was
/// @param mayMeet whether the visitor may say that it is done
/// @param mayReopen which round the visitor may say was not met; 0 where none
/// @param mayAssign whether the visitor may say who shall do it
public record Owed(
        String id,
        String page,
        String what,
        String why,
        String owner,
        Moment since,
        Optional<Moment> due,
        String left,
        String urgency,
        String state,
        int round,
        String every,
        String onIncident,
        Optional<Moment> next,
        List<Told> met,
        String assignee,
        boolean mayMeet,
        int mayReopen,
        boolean mayAssign) {
    public Owed {
        met = List.copyOf(met);
    }

    /// The time it was met last, where that is all there is to say.
    public Optional<Told> latest() {
        return state.equals("met")
                ? met.stream().filter(told -> told.back().isEmpty()).findFirst()
                : Optional.empty();
    }

    /// The other times.
    public List<Told> earlier() {
        return met.stream()
                .filter(told -> latest().filter(told::equals).isEmpty())
                .toList();
    }

    /// One time it was met.
    ///
    /// @param round which round that was, in words; empty text where there is only one
    /// @param said who says so, and how it was done
    /// @param link the address of the evidence; empty text where there is none
    /// @param back who took it back, and why; empty text while it stands
    public record Told(String round, String said, String link, String back) {}
}
