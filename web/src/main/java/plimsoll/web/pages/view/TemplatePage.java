package plimsoll.web.pages.view;

import java.util.List;
import plimsoll.web.pages.view.CommitPage.Line;

/// A model's template for conversations, its copies, and those of the models it derives from.
///
/// @param commit of which commit; empty text where there is none
/// @param agree whether all copies that are taken by default say the same
/// @param variants each text
/// @param bases what it derives from
public record TemplatePage(String commit, boolean agree, List<Variant> variants, List<Base> bases) {
    public TemplatePage {
        variants = List.copyOf(variants);
        bases = List.copyOf(bases);
    }

    /// A text.
    ///
    /// @param places where it stands
    /// @param text it, cut where it is long
    /// @param difference what it changes of the first
    public record Variant(String places, String text, List<Line> difference) {
        public Variant {
            difference = List.copyOf(difference);
        }
    }

    /// A model it derives from.
    ///
    /// @param name its name
    /// @param url its page; empty text where it is not here, or not for whoever asks
    /// @param says what came of the comparison, in a sentence
    /// @param difference what changed
    public record Base(String name, String url, String says, List<Line> difference) {
        public Base {
            difference = List.copyOf(difference);
        }
    }
}
