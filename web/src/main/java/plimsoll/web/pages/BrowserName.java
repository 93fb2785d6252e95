package plimsoll.web.pages;

import java.util.List;

/// What people call a browser, from the name it goes by (`User-Agent`), which is one long history of browsers that
/// claim to be others.
final class BrowserName {
    /// The more particular first: most of them also claim to be those further down.
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("Firefox/", "Firefox"),
            new Sign("Chrome/", "Chrome"),
            new Sign("Safari/", "Safari"),
            new Sign("curl/", "curl"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Android", "Android"),
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("Windows", "Windows"),
            new Sign("Mac OS X", "macOS"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Linux", "Linux"));

    private BrowserName() {}

    /// A few words, such as `Firefox on Linux`; what it says itself where it is none that we know.
    static String of(String agent) {
        var browser = found(BROWSERS, agent);
        var system = found(SYSTEMS, agent);
        if (browser.isEmpty()) {
            return agent.isEmpty() ? "Unknown" : agent;
        }
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String found(List<Sign> signs, String agent) {
        return signs.stream()
                .filter(sign -> agent.contains(sign.text))
                .map(Sign::name)
                .findFirst()
                .orElse("");
    }

    private record Sign(String text, String name) {}
}
