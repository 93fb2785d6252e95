package plimsoll.domain.guard;

import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// What a language model that guards makes of a message, beside the classifiers of words.
public sealed interface Opinion {
    /// The name of the guard that was asked.
    String guard();

    /// It said something.
    ///
    /// @param unsafe how likely the model takes the message for unsafe, from 0 to 1
    /// @param codes how that divides among its categories, by code with taxonomy (`lg3:S10`): two at once share it
    /// @param hazards the same for those codes that stand for hazards of ours
    /// @param bounded whether a probability was beyond what its server tells, so that these are bounds
    /// @param model hash of its weights, or of what is known of a model elsewhere
    record Given(
            String guard,
            double unsafe,
            Map<String, Double> codes,
            Map<Hazard, Double> hazards,
            boolean bounded,
            Sha256 model)
            implements Opinion {
        public Given {
            codes = Map.copyOf(codes);
            hazards = Map.copyOf(hazards);
        }

        /// The category it is most likely unsafe by.
        public Optional<String> likeliest() {
            return codes.entrySet().stream()
                    .filter(each -> each.getValue() > 0)
                    .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey);
        }
    }

    /// It said nothing that can be read: its engine is down, too slow, or it rambles. Never taken for safe.
    ///
    /// @param why in a few words, for the record and for staff
    record Missing(String guard, String why) implements Opinion {}
}
