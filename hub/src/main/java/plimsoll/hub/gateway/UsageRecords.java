package plimsoll.hub.gateway;

import java.time.LocalDate;
import java.util.List;
import plimsoll.domain.budget.DayOfUse;
import plimsoll.domain.identity.Namespace;

/// How much was asked of models, by day.
///
/// Safe for use by any number of threads. Every implementation passes `UsageRecordsContract`.
public interface UsageRecords {
    /// In place of a credential, where an organisation spends.
    String ORGANISATION = "*";

    /// Adds to a day.
    ///
    /// @param spender an account or an organisation
    /// @param credential what names the token that was used; empty for none, `ORGANISATION` for an organisation
    void add(Namespace spender, String credential, DayOfUse more);

    /// Tokens that were spent on a day.
    long tokens(Namespace spender, LocalDate day);

    /// Tokens that were spent on a day with one token.
    long tokens(Namespace spender, String credential, LocalDate day);

    /// The days from `first` on, one after the other, with a line for each model.
    List<DayOfUse> days(Namespace spender, LocalDate first);

    /// Everybody's days together, an organisation's not counted again.
    List<DayOfUse> everybody(LocalDate first);

    /// Removes days before `first`.
    ///
    /// @return how many lines
    int forget(LocalDate first);
}
