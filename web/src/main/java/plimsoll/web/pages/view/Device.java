package plimsoll.web.pages.view;

import java.util.Optional;

/// The page that lets a device in.
///
/// @param step what comes now
public record Device(Step step) {
    /// What comes now.
    public sealed interface Step {}

    /// The code is asked for.
    public record AskCode(String typed, Optional<String> wrong) implements Step {}

    /// The visitor is asked whether they mean it.
    ///
    /// @param code the code
    /// @param client the program that asks, as it names itself
    /// @param address where it asked from
    /// @param asked when
    /// @param account which account it would act for
    public record Confirm(String code, String client, String address, Moment asked, String account) implements Step {}

    /// It is decided.
    public record Done(boolean allowed) implements Step {}
}
