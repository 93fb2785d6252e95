package plimsoll.weights.conversion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plimsoll.weights.json.JsonValue;
import plimsoll.weights.json.JsonValue.Elements;
import plimsoll.weights.json.JsonValue.Members;
import plimsoll.weights.json.JsonValue.Text;

/// The merges of a byte-pair encoding in their order: as texts with a space between in older files, as pairs in
/// newer.
///
/// @param pairs each of two parts
record Merges(List<Pair> pairs) {
    /// Two neighbours that become one.
    record Pair(String left, String right) {}

    static Merges of(Members model) throws ConversionRefused {
        var pairs = new ArrayList<Pair>();
        for (var merge : model.list("merges")) {
            pairs.add(pair(merge));
        }
        return new Merges(pairs);
    }

    private static Pair pair(JsonValue merge) throws ConversionRefused {
        if (merge instanceof Text(var both) && both.indexOf(' ', 1) > 0) {
            int space = both.indexOf(' ', 1);
            return new Pair(both.substring(0, space), both.substring(space + 1));
        }
        if (merge instanceof Elements(var parts)
                && parts.size() == 2
                && parts.getFirst() instanceof Text(var left)
                && parts.getLast() instanceof Text(var right)) {
            return new Pair(left, right);
        }
        throw new ConversionRefused("tokenizer.json: a merge that is not of two parts");
    }

    /// As GGUF writes them.
    List<String> lines() {
        return pairs.stream().map(pair -> pair.left() + " " + pair.right()).toList();
    }

    /// By what a merge makes, when in their order it is first made.
    Map<String, Integer> ranks() {
        var ranks = new HashMap<String, Integer>();
        pairs.forEach(pair -> ranks.putIfAbsent(pair.left() + pair.right(), ranks.size()));
        return ranks;
    }
}
