package plimsoll.web.lfs;

import plimsoll.domain.content.Pointer;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.content.Holder;
import plimsoll.hub.content.Ticket.Use;
import plimsoll.hub.content.Tickets;
import plimsoll.hub.content.Upload;

/// Addresses of large files that speak for themselves: whoever has one needs no credential, until it expires or its
/// holder loses the right. Safe for use by any number of threads.
public final class SignedAddresses {
    static final String OBJECTS = "/api/lfs/objects/";

    private final Tickets tickets;

    /// Addresses signed by `tickets`.
    public SignedAddresses(Tickets tickets) {
        this.tickets = tickets;
    }

    /// Where `who` can fetch a file of `repository`. Whoever gives this out has asked the gate.
    ///
    /// @param baseUrl this hub's public address, without a slash at the end
    /// @param fileName what a browser calls the file; empty for no name
    public String fetch(String baseUrl, RepositoryId repository, Pointer file, Holder who, String fileName) {
        return address(baseUrl, file, "", tickets.fetching(repository, file, who, fileName));
    }

    String send(String baseUrl, RepositoryId repository, Pointer file, Holder who) {
        return sending(baseUrl, "", new Use.Send(), repository, file, who);
    }

    String verify(String baseUrl, RepositoryId repository, Pointer file, Holder who) {
        return sending(baseUrl, "/verify", new Use.Verify(), repository, file, who);
    }

    String sendPart(String baseUrl, Upload upload, int number, Holder who) {
        var use = new Use.SendPart(upload.id(), number);
        return sending(baseUrl, "/parts/" + number, use, upload.repository(), upload.file(), who);
    }

    String complete(String baseUrl, Upload upload, Holder who) {
        var use = new Use.Complete(upload.id());
        return sending(baseUrl, "/complete", use, upload.repository(), upload.file(), who);
    }

    private String sending(String baseUrl, String what, Use use, RepositoryId repository, Pointer file, Holder who) {
        return address(baseUrl, file, what, tickets.sending(use, repository, file, who));
    }

    private static String address(String baseUrl, Pointer file, String what, String token) {
        Sha256 name = file.content();
        return baseUrl + OBJECTS + name.hex() + what + "?ticket=" + token;
    }
}
