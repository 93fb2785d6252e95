package plimsoll.web.pages.view;

import java.util.Optional;

/// A decision about an account because of what it asked models, as its holder reads it.
///
/// @param id names it in addresses
/// @param what happened, in a sentence
/// @param reasons what the last question was stopped for
/// @param rule by name and version
/// @param guard hash of the classifiers
/// @param evidence keyed hash of the question
/// @param at when
/// @param until how long it holds
/// @param holds whether it does
/// @param appeal what they said against it
/// @param answer what was answered
/// @param wrong why an appeal was not taken
public record StrikePage(
        String id,
        String account,
        String what,
        String reasons,
        String rule,
        String guard,
        String evidence,
        Moment at,
        Moment until,
        boolean holds,
        Optional<String> appeal,
        Optional<String> answer,
        Optional<String> wrong) {}
