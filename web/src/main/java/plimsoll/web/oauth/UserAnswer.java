package plimsoll.web.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plimsoll.domain.identity.Account;
import plimsoll.domain.identity.Membership;
import plimsoll.domain.identity.Namespace;

/// Who somebody is, as web apps ask for it: OpenID Connect's claims and the ecosystem's own.
record UserAnswer(
        String sub,
        String name,
        @JsonProperty("preferred_username") String userName,
        Optional<String> email,
        @JsonProperty("email_verified") boolean emailVerified,
        String picture,
        String profile,
        boolean isPro,
        List<Org> orgs) {

    static UserAnswer of(String base, Account account, List<Org> orgs) {
        return new UserAnswer(
                account.id(),
                named(account.fullName(), account.name()),
                account.name().text(),
                account.email(),
                false, // nobody has written to it
                picture(base, account.name()),
                base + "/" + account.name(),
                false,
                orgs);
    }

    private static String named(String fullName, Namespace name) {
        return fullName.isEmpty() ? name.text() : fullName;
    }

    private static String picture(String base, Namespace name) {
        return base + "/avatars/" + name + ".svg";
    }

    /// An organisation of theirs.
    record Org(
            String sub,
            String name,
            @JsonProperty("preferred_username") String userName,
            String picture,
            boolean isEnterprise,
            String roleInOrg) {
        static Org of(String base, Membership membership) {
            var organisation = membership.organisation();
            return new Org(
                    organisation.id(),
                    named(organisation.fullName(), organisation.name()),
                    organisation.name().text(),
                    UserAnswer.picture(base, organisation.name()),
                    false,
                    membership.role().name().toLowerCase(Locale.ROOT));
        }
    }
}
