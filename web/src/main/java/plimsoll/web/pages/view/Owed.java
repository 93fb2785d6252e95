package plimsoll.web.pages.view;

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
/// @param state open, overdue or met
/// @param told who met it and how, as far as the visitor may know; empty while it is not met
/// @param link the address of the evidence; empty text where there is none
/// @param assignee the account that was named, for a form; empty text where none was
/// @param mayMeet whether the visitor may say that it is done
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
        Optional<String> told,
        String link,
        String assignee,
        boolean mayMeet,
        boolean mayAssign) {}
