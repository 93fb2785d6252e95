package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// What those who watch over the hub see of strikes and appeals.
///
/// @param cases first those whose appeal waits
/// @param reported what people say was wrongly stopped: first those reports that wait
/// @param wrong why an answer was not taken
public record SafetyPage(List<Case> cases, List<GuardReports.Reported> reported, Optional<String> wrong) {
    public SafetyPage {
        cases = List.copyOf(cases);
        reported = List.copyOf(reported);
    }

    /// A strike, and what came before it.
    ///
    /// @param waits whether an appeal waits for an answer
    /// @param decisions the account's latest verdicts, a line each
    public record Case(StrikePage strike, boolean waits, List<String> decisions) {
        public Case {
            decisions = List.copyOf(decisions);
        }
    }
}
