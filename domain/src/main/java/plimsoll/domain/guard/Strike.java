package plimsoll.domain.guard;

import java.time.Instant;
import java.util.Optional;

/// What was decided about an account because of what it asked, with all that somebody needs to understand it and to
/// object.
///
/// @param id unguessable: whoever knows it may read and appeal
/// @param account its name
/// @param step how far it goes
/// @param rule the rule and its version
/// @param reasons what the last question was stopped for, by code
/// @param evidence keyed hash of that question; the text is not kept
/// @param guard hash of the classifiers that judged it
/// @param at when it was decided
/// @param until when it ends
/// @param decidedBy an account, or the hub itself
public record Strike(
        String id,
        String account,
        Step step,
        String rule,
        String reasons,
        String evidence,
        String guard,
        Instant at,
        Instant until,
        String decidedBy,
        Optional<Appeal> appeal) {

    /// How far it goes; each step farther than the one before.
    public enum Step {
        /// They are told.
        NOTICE,
        /// They may ask little for a while.
        THROTTLE,
        /// Their account is suspended for a while.
        SUSPENSION,
        /// Their account is suspended for a year.
        BAR
    }

    /// An objection.
    ///
    /// @param text in their words
    /// @param answer nothing while it waits
    public record Appeal(String text, Instant at, Optional<Answer> answer) {}

    /// What was answered.
    ///
    /// @param by another person than the one who decided
    public record Answer(boolean overturned, String text, String by, Instant at) {}

    /// Whether it holds: not over, and not overturned.
    public boolean inForce(Instant now) {
        return now.isBefore(until) && !overturned();
    }

    /// Whether it shuts the account out, rather than warning or slowing it.
    public boolean suspends() {
        return step.compareTo(Step.SUSPENSION) >= 0;
    }

    /// Whether it was found to be wrong.
    public boolean overturned() {
        return appeal.flatMap(Appeal::answer).filter(Answer::overturned).isPresent();
    }

    /// Whether an appeal waits for its answer.
    public boolean isAppealed() {
        return appeal.filter(each -> each.answer().isEmpty()).isPresent();
    }

    /// The same with this appeal.
    public Strike with(Appeal other) {
        return new Strike(id, account, step, rule, reasons, evidence, guard, at, until, decidedBy, Optional.of(other));
    }
}
