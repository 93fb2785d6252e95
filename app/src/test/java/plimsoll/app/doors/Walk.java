package plimsoll.app.doors;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import plimsoll.app.doors.Requests.Ask;

/// Goes from door to door and notes what each tells to those who may know nothing.
final class Walk implements AutoCloseable {
    /// The names asked about. One is a private repository's, one the former name of another, one nobody's. They are
    /// equally long, so that no length tells them apart.
    static final List<String> HIDDEN = List.of("secret", "bygone");

    static final String ABSENT = "absent";
    private static final String NOBODYS_OID = "0".repeat(64);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final List<Asker> askers;

    /// @param askers those who may know nothing
    Walk(String address, List<Asker> askers) {
        this.address = address;
        this.askers = List.copyOf(askers);
    }

    /// What is told by doors that are asked about nothing in particular.
    Map<String, Told> aboutNothing(List<Ask> asks) throws Exception {
        var told = new TreeMap<String, Told>();
        for (var ask : asks) {
            if (ask.hasSubject() || ask.varies()) {
                continue;
            }
            for (var asker : askers) {
                if (asker.asks(ask)) {
                    told.put(asker.name + ": " + ask, send(ask, asker));
                }
            }
        }
        return told;
    }

    /// The doors that answer otherwise about what is hidden than about what is not there, or tell one of `secrets`.
    List<String> leaks(List<Ask> asks, String oid, List<String> secrets) throws Exception {
        var leaks = new ArrayList<String>();
        for (var ask : asks) {
            for (var asker : askers) {
                if (asker.asks(ask)) {
                    leaks.addAll(leaks(ask, asker, oid, secrets));
                }
            }
        }
        return leaks;
    }

    private List<String> leaks(Ask ask, Asker asker, String oid, List<String> secrets) throws Exception {
        var leaks = new ArrayList<String>();
        var names = List.of("secret", "bygone", ABSENT, oid, NOBODYS_OID);
        var absent = send(ask.about(ABSENT, NOBODYS_OID), asker).without(names);
        for (var subject : ask.hasSubject() ? HIDDEN : List.of("")) {
            var asked = ask.about(subject, oid);
            var told = send(asked, asker);
            if (ask.hasSubject() && !ask.varies() && !told.without(names).equals(absent)) {
                leaks.add("%s asks %s and is told\n%s    but of what is not there\n%s"
                        .formatted(asker.name, asked, told, absent));
            }
            for (var secret : secrets) {
                if (told.contains(secret) && !asked.toString().contains(secret)) {
                    leaks.add("%s asks %s and is told '%s'".formatted(asker.name, asked, secret));
                }
            }
        }
        return leaks;
    }

    private Told send(Ask ask, Asker asker) throws Exception {
        return Told.by(Harbour.send(http, address, ask, asker.headers.toArray(String[]::new)));
    }

    @Override
    public void close() {
        http.close();
    }

    /// Somebody who asks.
    ///
    /// @param name what to call them
    /// @param headers what they send with each request
    /// @param what what they ask at all
    record Asker(String name, List<String> headers, Predicate<Ask> what) {
        Asker {
            headers = List.copyOf(headers);
        }

        boolean asks(Ask ask) {
            return what.test(ask);
        }
    }
}
