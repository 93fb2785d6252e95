package plimsoll.hub.repositories;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was used last, at most so many. Safe for any number of threads.
public final class Recent<K, V> {
    private final Map<K, V> entries;

    /// Keeps `most`.
    public Recent(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /// What is kept for `key`.
    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /// Keeps `value` for `key`.
    public synchronized void put(K key, V value) {
        entries.put(key, value);
    }

    /// Forgets `value`, if it is what is kept for `key`.
    public synchronized void remove(K key, V value) {
        entries.remove(key, value);
    }
}
