package plimsoll.web.pages.view;

import java.util.List;
import java.util.Optional;

/// A publisher's agreements.
///
/// @param owner whose
/// @param agreements the one that ends last first
/// @param wrong why something was not done
public record Agreements(String owner, List<Agreement> agreements, Optional<String> wrong) {
    public Agreements {
        agreements = List.copyOf(agreements);
    }

    /// An agreement.
    ///
    /// @param id its id
    /// @param title what it is called
    /// @param parties who signed
    /// @param signatories the persons
    /// @param document its hash
    /// @param from the day it begins
    /// @param until the day it ends
    /// @param inForce whether it is in force
    public record Agreement(
            String id,
            String title,
            String parties,
            String signatories,
            String document,
            String from,
            String until,
            boolean inForce) {}
}
