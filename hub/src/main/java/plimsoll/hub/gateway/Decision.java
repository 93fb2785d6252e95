package plimsoll.hub.gateway;

import java.time.Instant;
import plimsoll.domain.guard.Verdict;

/// A verdict and what it was about. Of the text there is a keyed hash and nothing else.
///
/// @param account who asked
/// @param model which model
/// @param text keyed hash of what was judged
/// @param at when
public record Decision(String account, String model, Verdict verdict, String text, Instant at) {}
