package plimsoll.web.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plimsoll.domain.guard.Hazard;

/// What a guard took something for, in words beside the codes.
final class ReasonWords {
    private static final Pattern CODE = Pattern.compile("\\b" + Hazard.TAXONOMY + ":S\\d{1,2}\\b");

    private ReasonWords() {}

    /// The same reasons, each code with its title before it.
    static String of(String reasons) {
        return CODE.matcher(reasons)
                .replaceAll(found -> Matcher.quoteReplacement(Hazard.named(found.group())
                        .map(hazard -> "%s (%s)".formatted(hazard.title(), hazard.code()))
                        .orElse(found.group())));
    }
}
