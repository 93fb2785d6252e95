package plimsoll.weights.conversion;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Digits;
import plimsoll.weights.json.JsonValue.Members;

/// What Gemma 3's published configurations leave out, because transformers' `Gemma3TextConfig` has it as a
/// default.
final class Gemma3Defaults {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("hidden_size", "2304"),
            entry("intermediate_size", "9216"),
            entry("num_hidden_layers", "26"),
            entry("num_attention_heads", "8"),
            entry("num_key_value_heads", "4"),
            entry("head_dim", "256"),
            entry("max_position_embeddings", "131072"),
            entry("rms_norm_eps", "1e-6"),
            entry("rope_theta", "1000000"),
            entry("rope_local_base_freq", "10000"),
            entry("query_pre_attn_scalar", "256"),
            entry("sliding_window", "4096"),
            entry("sliding_window_pattern", "6"));

    private Gemma3Defaults() {}

    static Members under(Members config) {
        var values = new LinkedHashMap<String, JsonValue>(config.values());
        // An older spelling of the same.
        if (config.has("_sliding_window_pattern")) {
            values.putIfAbsent("sliding_window_pattern", config.values().get("_sliding_window_pattern"));
        }
        DEFAULTS.forEach((key, value) -> {
            if (!config.has(key)) {
                values.putIfAbsent(key, new Digits(value));
            }
        });
        return new Members(values);
    }
}
