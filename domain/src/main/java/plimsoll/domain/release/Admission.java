package plimsoll.domain.release;

import plimsoll.domain.repository.Level;

/// What the gate answers.
public sealed interface Admission {
    /// Go on.
    record Admitted() implements Admission {}

    /// To this recipient the thing does not exist. Whoever may not know of it learns nothing of it.
    record Unseen() implements Admission {}

    /// They may see it, but their credential carries reading only.
    record ScopeTooSmall() implements Admission {}

    /// They may see it, but have not the right to do this to it.
    record RoleTooSmall() implements Admission {}

    /// They may see it, and may have it once they have taken a step.
    ///
    /// @param step which
    /// @param page the repository's address, where the step is taken
    record StepNeeded(Step step, String page) implements Admission {}

    /// They may see it, but nobody gets its bytes: it answers questions here.
    ///
    /// @param level hosted or api
    /// @param page the repository's address
    record NoDownload(Level level, String page) implements Admission {}

    /// They may have parts of it, but not this one, and cannot be given the whole without it.
    ///
    /// @param component the part
    /// @param page the repository's address
    record PartWithheld(Component component, String page) implements Admission {}

    /// Their account is suspended, and this is not for just anybody.
    record Suspended() implements Admission {}

    /// It was called back.
    record Recalled(Recall recall) implements Admission {}

    /// What stands between somebody and what they may have on a condition.
    enum Step {
        /// They have not asked.
        ACCEPT_TERMS,
        /// They accepted a text that has changed since.
        ACCEPT_TERMS_AGAIN,
        /// The publisher has not answered.
        WAIT,
        /// The publisher said no.
        REJECTED,
        /// Their grant is over.
        GRANT_ENDED,
        /// They are party to no agreement.
        SIGN_AGREEMENT,
        /// Their agreement is not in force: over, or not begun.
        RENEW_AGREEMENT
    }
}
