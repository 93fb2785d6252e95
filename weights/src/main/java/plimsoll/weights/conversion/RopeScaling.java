package plimsoll.weights.conversion;

import java.util.Optional;
import plimsoll.weights.gguf.GgufMetadata;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.tensors.MalformedWeights;

/// How positions are turned into angles, out of `config.json`: under `rope_theta` and `rope_scaling`, or in newer
/// files under `rope_parameters`, there perhaps once for each kind of layer.
final class RopeScaling {
    private final Family family;
    private final Members config;
    private final int dimensions;
    private final Members global;

    RopeScaling(Family family, Members config, int dimensions) {
        this.family = family;
        this.config = config;
        this.dimensions = dimensions;
        var parameters = config.object("rope_parameters");
        if (parameters.has("full_attention")) {
            global = parameters.object("full_attention");
        } else {
            global = config.has("rope_parameters") ? parameters : config.object("rope_scaling");
        }
    }

    void describe(GgufMetadata metadata) throws ConversionRefused {
        var prefix = family.gguf() + ".rope.";
        metadata.put(prefix + "freq_base", real(global.has("rope_theta") ? global : config, "rope_theta"));
        if (family == Family.GEMMA3) {
            var local = config.object("rope_parameters").object("sliding_attention");
            metadata.put(
                    prefix + "freq_base_swa",
                    local.has("rope_theta") ? real(local, "rope_theta") : real(config, "rope_local_base_freq"));
        }
        switch (kind()) {
            case "default", "llama3" -> {}
            case "linear" ->
                metadata.put(prefix + "scaling.type", "linear").put(prefix + "scaling.factor", real(global, "factor"));
            case "yarn" -> describeYarn(metadata, prefix + "scaling.");
            default ->
                throw new ConversionRefused("config.json: rope scaling of the kind %s is not converted"
                        .formatted(MalformedWeights.quoted(kind())));
        }
    }

    private void describeYarn(GgufMetadata metadata, String prefix) throws ConversionRefused {
        var original = global.has("original_max_position_embeddings")
                ? real(global, "original_max_position_embeddings")
                : real(config, "max_position_embeddings");
        metadata.put(prefix + "type", "yarn")
                .put(prefix + "factor", real(global, "factor"))
                .put(prefix + "original_context_length", (long) original);
        optional(metadata, prefix + "yarn_ext_factor", "extrapolation_factor");
        optional(metadata, prefix + "yarn_attn_factor", "attention_factor");
        optional(metadata, prefix + "yarn_beta_fast", "beta_fast");
        optional(metadata, prefix + "yarn_beta_slow", "beta_slow");
    }

    private void optional(GgufMetadata metadata, String key, String from) throws ConversionRefused {
        if (global.has(from)) {
            metadata.put(key, real(global, from));
        }
    }

    private String kind() {
        return global.text("rope_type").or(() -> global.text("type")).orElse("default");
    }

    /// What each angle is divided by, one for every pair of dimensions, when the model was stretched as Llama 3.1
    /// was: fast turning pairs are left alone, slow ones slowed by the full factor, those in between by a part of
    /// it. GGUF keeps the divisors as a tensor.
    Optional<float[]> divisors() throws ConversionRefused {
        if (!kind().equals("llama3")) {
            return Optional.empty();
        }
        double base = real(global.has("rope_theta") ? global : config, "rope_theta");
        double factor = real(global, "factor");
        double low = real(global, "low_freq_factor");
        double high = real(global, "high_freq_factor");
        double original = real(global, "original_max_position_embeddings");
        var divisors = new float[dimensions / 2];
        for (int i = 0; i < divisors.length; i++) {
            double wavelength = 2 * Math.PI * Math.pow(base, 2.0 * i / dimensions);
            if (wavelength < original / high) {
                divisors[i] = 1;
            } else if (wavelength > original / low) {
                divisors[i] = (float) factor;
            } else {
                double share = (original / wavelength - low) / (high - low);
                divisors[i] = (float) (1 / ((1 - share) / factor + share));
            }
        }
        return Optional.of(divisors);
    }

    private static float real(Members from, String key) throws ConversionRefused {
        float value = (float) from.real(key).orElse(0);
        if (!(value > 0) || Float.isInfinite(value)) {
            throw new ConversionRefused("config.json: %s is missing or not a positive number".formatted(key));
        }
        return value;
    }
}
