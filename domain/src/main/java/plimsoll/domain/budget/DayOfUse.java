package plimsoll.domain.budget;

import java.time.LocalDate;

/// What was asked of one model on one day (UTC).
///
/// @param model its name
/// @param requests questions, those that a guard stopped among them
/// @param stopped by a guard; they cost nothing
/// @param read tokens of questions
/// @param written tokens of answers
public record DayOfUse(LocalDate day, String model, long requests, long stopped, long read, long written) {
    /// Read and written.
    public long tokens() {
        return read + written;
    }
}
