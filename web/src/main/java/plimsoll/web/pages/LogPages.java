package plimsoll.web.pages;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.hub.ledger.LogEntries;
import plimsoll.hub.ledger.LogKeys;
import plimsoll.hub.ledger.Publication;
import plimsoll.hub.ledger.PublishCheckpoint;
import plimsoll.hub.ledger.PublishedLog;
import plimsoll.hub.ledger.ReadLog;
import plimsoll.web.http.Door;
import plimsoll.web.http.Request;
import plimsoll.web.http.Response;
import plimsoll.web.http.Route;
import plimsoll.web.pages.PageWriter.Place;
import plimsoll.web.pages.view.LogHealth;

/// The public log on a page: how it is doing, what it says, how to check it.
public final class LogPages {
    private static final int NEWEST = 20;

    private final LogEntries entries;
    private final ReadLog read;
    private final PublishCheckpoint publish;
    private final LogKeys keys;
    private final PageWriter pages;
    private final Rows rows;

    /// Shows a log.
    public LogPages(
            LogEntries entries,
            ReadLog read,
            PublishCheckpoint publish,
            LogKeys keys,
            PageWriter pages,
            InstantSource clock) {
        this.entries = entries;
        this.read = read;
        this.publish = publish;
        this.keys = keys;
        this.pages = pages;
        this.rows = new Rows(clock);
    }

    /// The routes.
    public List<Route> routes() {
        return List.of(Route.of("GET", "/log", Door.OPEN, this::health));
    }

    private Response health(Request request) {
        var latest = read.latest();
        long size = latest.map(PublishedLog.Latest::size).orElse(0L);
        var refusal = publish.last() instanceof Publication.Refused(var reason)
                ? Optional.of(reason)
                : Optional.<String>empty();
        var shown = new LogHealth(
                publish.origin(),
                size,
                latest.map(PublishedLog.Latest::at).map(rows::moment),
                Math.max(0, entries.count() - size),
                refusal,
                latest.map(newest -> newest.note().note()).orElse(""),
                keys(),
                newest(size));
        return pages.page(request, Place.titled("The log"), "ledger/health", Map.of("log", shown));
    }

    private List<LogHealth.Key> keys() {
        var shown = new ArrayList<LogHealth.Key>();
        keys.signers(publish.origin())
                .forEach(signer -> shown.add(new LogHealth.Key(
                        signer.key().vkey(), signer.key().algorithm().jdkName(), "signs")));
        keys.retired(publish.origin())
                .forEach(key ->
                        shown.add(new LogHealth.Key(key.vkey(), key.algorithm().jdkName(), "retired")));
        return shown;
    }

    private List<LogHealth.Line> newest(long size) {
        long from = Math.max(0, size - NEWEST);
        var lines = new ArrayList<LogHealth.Line>();
        for (var entry : entries.read(from, (int) (size - from))) {
            lines.add(new LogHealth.Line(from + lines.size(), entry.utf8()));
        }
        return lines.reversed();
    }
}
