package plimsoll.domain.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Admission.ScopeTooSmall;
import plimsoll.domain.release.Admission.Unseen;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;

final class GateTest {
    private static final Namespace LAB = new Namespace("lab");
    private final Repository open = repository(Visibility.PUBLIC);
    private final Repository hidden = repository(Visibility.PRIVATE);

    @Test
    void everybodyReadsWhatIsPublic() {
        for (var who : new Recipient[] {new Stranger(), known("eve", SiteRole.MEMBER), auditor()}) {
            assertEquals(new Admitted(), admit(who, Intent.READ, open));
        }
    }

    @Test
    void whatIsPrivateLooksAsIfItWereNotThere() {
        for (var intent : Intent.values()) {
            assertEquals(new Unseen(), admit(new Stranger(), intent, hidden));
            assertEquals(new Unseen(), admit(known("eve", SiteRole.MEMBER), intent, hidden));
        }
    }

    @Test
    void theOwnerDoesEverything() {
        var lab = known("LAB", SiteRole.MEMBER);
        for (var intent : Intent.values()) {
            assertEquals(new Admitted(), admit(lab, intent, hidden));
        }
    }

    @Test
    void membersDoWhatTheirRoleSays() {
        assertEquals(new Admitted(), admit(member(OrganisationRole.READ), Intent.READ, hidden));
        assertEquals(new RoleTooSmall(), admit(member(OrganisationRole.READ), Intent.WRITE, hidden));
        assertEquals(new Admitted(), admit(member(OrganisationRole.WRITE), Intent.WRITE, hidden));
        assertEquals(new RoleTooSmall(), admit(member(OrganisationRole.WRITE), Intent.ADMINISTER, hidden));
        assertEquals(new Admitted(), admit(member(OrganisationRole.ADMIN), Intent.ADMINISTER, hidden));
    }

    @Test
    void aReadTokenChangesNothingEvenForTheOwner() {
        var reader = new Known(LAB, SiteRole.MEMBER, Map.of(), Scope.READ);
        assertEquals(new Admitted(), admit(reader, Intent.READ, hidden));
        assertEquals(new ScopeTooSmall(), admit(reader, Intent.WRITE, hidden));
        assertEquals(new ScopeTooSmall(), Gate.admitToPublish(reader, LAB));
    }

    @Test
    void auditorsReadEverythingAndChangeNothing() {
        assertEquals(new Admitted(), admit(auditor(), Intent.READ, hidden));
        assertEquals(new RoleTooSmall(), admit(auditor(), Intent.WRITE, open));
        assertEquals(new RoleTooSmall(), Gate.admitToPublish(auditor(), new Namespace("auditor")));
    }

    @Test
    void adminsOfTheSiteDoEverything() {
        for (var intent : Intent.values()) {
            assertEquals(new Admitted(), admit(known("root", SiteRole.ADMIN), intent, hidden));
        }
    }

    @Test
    void strangersPublishNowhere() {
        assertEquals(new RoleTooSmall(), Gate.admitToPublish(new Stranger(), LAB));
        assertEquals(new RoleTooSmall(), admit(new Stranger(), Intent.WRITE, open));
    }

    private static Admission admit(Recipient who, Intent intent, Repository repository) {
        return Gate.admit(who, intent, repository, Release.of(repository.visibility()), Holdings.NONE, Instant.EPOCH);
    }

    private static Known auditor() {
        return known("auditor", SiteRole.AUDITOR);
    }

    private static Known known(String name, SiteRole role) {
        return new Known(new Namespace(name), role, Map.of(), Scope.WRITE);
    }

    private static Known member(OrganisationRole role) {
        return new Known(new Namespace("ada"), SiteRole.MEMBER, Map.of(LAB, role), Scope.WRITE);
    }

    private static Repository repository(Visibility visibility) {
        return new Repository(
                new RepositoryId("0".repeat(24)), RepoKind.MODEL, new RepoName(LAB, "m"), visibility, Instant.EPOCH);
    }
}
