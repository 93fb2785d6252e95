package plimsoll.hub.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import plimsoll.hub.gateway.MeterUse.Ticket;
import plimsoll.hub.gateway.Taken.Answer;
import plimsoll.hub.gateway.Word.Count;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Said;
import plimsoll.hub.gateway.Word.Withdrawn;

/// An answer that is booked when it ends, or when nobody wants it any more.
final class MeteredAnswer implements Answer {
    private final Answer inner;
    private final Ticket ticket;
    private final int promptEstimate;
    private final AtomicInteger said = new AtomicInteger();

    /// @param promptEstimate tokens of the question, for an answer that is given up before it tells
    MeteredAnswer(Answer inner, Ticket ticket, int promptEstimate) {
        this.inner = inner;
        this.ticket = ticket;
        this.promptEstimate = promptEstimate;
    }

    @Override
    public Word next() throws InterruptedException {
        var word = inner.next();
        switch (word) {
            case Said _ -> said.incrementAndGet();
            case End end -> ticket.close(booked(end.count()));
            case Withdrawn _ -> ticket.close(booked(new Count(0, 0, 0)));
        }
        return word;
    }

    @Override
    public void cancel(String why) {
        inner.cancel(why);
        ticket.close(new Count(promptEstimate, 0, said.get()));
    }

    /// What a server that tells no usage has used, nearly.
    private Count booked(Count told) {
        return told.prompt() + told.generated() > 0 ? told : new Count(promptEstimate, 0, said.get());
    }
}
