package plimsoll.backends.localengine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import plimsoll.engine.batching.Event.FinishReason;
import plimsoll.engine.batching.Event.Finished;
import plimsoll.engine.batching.Event.Piece;
import plimsoll.engine.batching.Event.Usage;
import plimsoll.engine.batching.Generation;
import plimsoll.engine.chat.ChatTemplate;
import plimsoll.engine.sampling.Logprobs;
import plimsoll.engine.tokenizer.Decoder;
import plimsoll.engine.tokenizer.Specials;
import plimsoll.engine.tokenizer.Tokenizer;
import plimsoll.hub.gateway.Taken;
import plimsoll.hub.gateway.Word;
import plimsoll.hub.gateway.Word.Call;
import plimsoll.hub.gateway.Word.Chance;
import plimsoll.hub.gateway.Word.Count;
import plimsoll.hub.gateway.Word.End;
import plimsoll.hub.gateway.Word.Ending;
import plimsoll.hub.gateway.Word.Said;

/// One answer of our engine. Where tools may be called, its text is kept back to the end: only then it is known what of
/// it is text and what is a call.
final class LocalAnswer implements Taken.Answer {
    private final Generation generation;
    private final Tokenizer tokenizer;
    private final Optional<ChatTemplate> calling;
    private final Decoder whole;
    private final StringBuilder kept = new StringBuilder();

    /// @param calling the template whose calls are looked for; nothing where no tool may be called
    LocalAnswer(Generation generation, Tokenizer tokenizer, Optional<ChatTemplate> calling) {
        this.generation = generation;
        this.tokenizer = tokenizer;
        this.calling = calling;
        this.whole = tokenizer.decoder(Specials.PARSE);
    }

    @Override
    public Word next() throws InterruptedException {
        return switch (generation.next()) {
            case Piece(var token, var text, var logprobs) -> {
                if (calling.isPresent()) {
                    kept.append(whole.add(token));
                }
                yield new Said(calling.isPresent() ? "" : text, logprobs.map(report -> chance(token, report)));
            }
            case Finished(var reason, var rest, var usage) -> end(reason, rest, usage);
        };
    }

    @Override
    public void cancel(String why) {
        generation.cancel(why);
    }

    private End end(FinishReason reason, String rest, Usage usage) {
        var count = new Count(usage.promptTokens(), usage.cachedTokens(), usage.generatedTokens());
        if (calling.isEmpty()) {
            return new End(ending(reason), rest, List.of(), count);
        }
        var read = calling.get().toolCalls(kept.append(whole.end()).toString());
        var calls = read.calls().stream()
                .map(call -> new Call(call.name(), JsonText.of(call.arguments())))
                .toList();
        return new End(calls.isEmpty() ? ending(reason) : Ending.CALLS, read.text(), calls, count);
    }

    private static Ending ending(FinishReason reason) {
        return switch (reason) {
            case FinishReason.Stop _ -> Ending.STOP;
            case FinishReason.Length _ -> Ending.LENGTH;
            case FinishReason.Cancelled _, FinishReason.Deadline _ -> Ending.CANCELLED;
            case FinishReason.Failed _ -> Ending.FAILED;
        };
    }

    private Chance chance(int token, Logprobs report) {
        return new Chance(
                new Word.Token(text(token), report.chosen()),
                report.top().stream()
                        .map(top -> new Word.Token(text(top.token()), top.logprob()))
                        .toList());
    }

    private String text(int token) {
        return new String(tokenizer.bytesOf(token), StandardCharsets.UTF_8);
    }
}
