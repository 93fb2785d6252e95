package plimsoll.web.pages.view;

import java.util.List;

/// What proves something about a repository.
///
/// @param uploaded what is to be said of the signature that its publisher brought
/// @param keys where the publisher's keys are
/// @param signature where the hub's own signature is
/// @param bom where the bill of materials is
/// @param empty whether there is no commit yet
/// @param entries the newest entries of the log about it
public record Evidence(
        Finding uploaded, String keys, String signature, String bom, boolean empty, List<LogHealth.Line> entries) {
    public Evidence {
        entries = List.copyOf(entries);
    }

    /// What a signature is worth.
    ///
    /// @param said in a sentence
    /// @param tone `good`, `held` or `bad`, or nothing where there is none
    /// @param checked what this hub found to be so
    /// @param unchecked what it did not look at, or cannot know
    public record Finding(String said, String tone, List<String> checked, List<String> unchecked) {
        public Finding {
            checked = List.copyOf(checked);
            unchecked = List.copyOf(unchecked);
        }
    }
}
