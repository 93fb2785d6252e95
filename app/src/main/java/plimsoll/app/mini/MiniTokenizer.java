package plimsoll.app.mini;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import plimsoll.engine.tokenizer.LearnPairs;
import plimsoll.engine.tokenizer.LearnedPairs;
import plimsoll.web.http.Json;

/// The tokenizer of Plimsoll Mini, trained on the data set it is to cut.
final class MiniTokenizer {
    /// Every row of the embedding and of the output is learned from few examples: 1,024 are what they suffice for.
    private static final int SIZE = 1024;

    private static final List<String> SPECIALS =
            List.of("<|end|>", "<|user|>", "<|assistant|>", "<|system|>", "<|begin|>", "<|pad|>");

    /// The roles are written out, and not put together from the message's own, so that they are the template's words
    /// and become the tokens they name.
    private static final String CHAT_TEMPLATE =
            "<|begin|>{% for message in messages %}{% if message['role'] == 'system' %}<|system|>"
                    + "{% elif message['role'] == 'assistant' %}<|assistant|>{% else %}<|user|>{% endif %}"
                    + "{{ message['content'] }}<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}";

    private MiniTokenizer() {}

    static LearnedPairs trainedOn(Stream<Sample> samples) {
        var pairs = new LearnPairs();
        samples.flatMap(sample -> sample.messages().stream()).forEach(message -> pairs.read(message.content()));
        return pairs.learn(SIZE, SPECIALS);
    }

    /// The `tokenizer_config.json` beside it.
    static String config(int contextTokens) {
        var config = new LinkedHashMap<String, Object>();
        config.put("tokenizer_class", "PreTrainedTokenizerFast");
        config.put("bos_token", "<|begin|>");
        config.put("eos_token", "<|end|>");
        config.put("pad_token", "<|pad|>");
        config.put("add_bos_token", false);
        config.put("add_eos_token", false);
        config.put("clean_up_tokenization_spaces", false);
        config.put("model_max_length", contextTokens);
        config.put("chat_template", CHAT_TEMPLATE);
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(config) + "\n";
    }
}
