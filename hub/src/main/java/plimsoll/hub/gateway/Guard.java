package plimsoll.hub.gateway;

import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.GuardForm.Said;
import plimsoll.domain.guard.Policy;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Verdict;

/// Judges what models are asked and what they say. Any number of threads.
public interface Guard {
    /// The verdict on a text.
    ///
    /// @param model which model it is for: rules may differ
    /// @param before what was said before it in the conversation
    Verdict judge(String model, Side side, List<Said> before, String text);

    /// What it decides by where no model has rules of its own.
    Policy policy();

    /// What names the classifiers that judge first.
    Sha256 hash();
}
