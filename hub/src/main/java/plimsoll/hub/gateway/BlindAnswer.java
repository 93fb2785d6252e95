package plimsoll.hub.gateway;

import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Taken.Declined;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;

/// An answer in a blind match: why it ends early does not tell which model it is.
public record BlindAnswer(Answer inner) implements Answer {
    @Override
    public Word next() throws InterruptedException {
        return switch (inner.next()) {
            case Withdrawn(var why) -> new Withdrawn(nameless(why));
            case Said said -> said;
            case End end -> end;
        };
    }

    @Override
    public void cancel(String why) {
        inner.cancel(why);
    }

    /// Which model does not answer tells which one it is.
    public static Declined nameless(Declined declined) {
        return switch (declined.why()) {
            case NO_SUCH_MODEL, UNFIT, TOO_LONG, BUSY, BROKEN, NOT_ALLOWED ->
                new Declined(declined.why(), "This model does not answer now. Begin another match.", declined.pause());
            case NOBODY, SUSPENDED, THROTTLED, OVER_BUDGET, GUARDED, UNGUARDED -> declined;
        };
    }
}
