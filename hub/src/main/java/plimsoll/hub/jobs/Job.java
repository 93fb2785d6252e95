package plimsoll.hub.jobs;

import java.time.Instant;

/// Something to be done, once, by one worker at a time. A kind and a subject have one job: to ask again for what waits
/// changes nothing, and to ask for what is being done has it done again afterwards.
///
/// @param kind what is to be done, in a word: `inspect`
/// @param subject what it is done to: a repository's id
/// @param state how far it came
/// @param attempts how often somebody began, this time included
/// @param done how many parts are done
/// @param total how many parts there are; 0 when nobody knows yet
/// @param error what went wrong last; empty when nothing did
/// @param notBefore when it may begin
public record Job(
        String kind,
        String subject,
        State state,
        int attempts,
        long done,
        long total,
        String error,
        Instant notBefore) {
    /// How far a job came. One that is done is there no more.
    public enum State {
        /// Nobody has begun, or it is to be tried again.
        WAITING,
        /// Somebody is at it, or was, and died.
        RUNNING,
        /// It was tried too often; somebody has to ask again.
        FAILED,
        /// Somebody called it off.
        CANCELLED
    }
}
