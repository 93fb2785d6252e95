package plimsoll.hub.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/// As many entries as fit, the latest that came; older ones are forgotten.
final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;
    private final int most;

    Recent(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
    }
}
