package io.accountsync.run.calls;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.SyncCursor;
import java.util.Optional;

/** Keeps a sync from an org that it is not meant for. */
public final class OrgIdentityCheck {
    private OrgIdentityCheck() {}

    /**
     * Refuses an org of another kind than {@code salesforce.expect} says.
     *
     * @throws RunStoppedException when it is
     */
    public static void requireExpected(OrgIdentity org, Settings settings) {
        Optional<String> expected = settings.text("salesforce.expect");
        if (expected.isEmpty()) {
            return;
        }
        if (!expected.get().equals("sandbox") && !expected.get().equals("production")) {
            throw new ConfigurationException("salesforce.expect must be production or sandbox, or be left out.");
        }
        if (expected.get().equals("sandbox") != org.sandbox()) {
            throw new RunStoppedException("salesforce.expect says " + expected.get() + ", but " + describe(org)
                    + " is not. Nothing was read or sent. Check the credentials.");
        }
    }

    /**
     * Refuses a state that is about another org, object or External ID field.
     *
     * @throws RunStoppedException when it is
     */
    public static void requireSame(Sync sync, SyncCursor cursor, OrgIdentity org) {
        if (!cursor.orgId().equals(org.id())) {
            throw new RunStoppedException(Sentence.closed("The state of sync " + sync.name() + " is about the org "
                            + cursor.orgName() + " (" + cursor.orgType() + ", " + cursor.orgId()
                            + "), but the credentials are of " + describe(org))
                    + " Nothing was read or sent. Use the credentials of that org; or give this "
                    + "one a sync with another name or another state.directory; or forget the old state with: "
                    + "account-sync reset " + sync.name());
        }
        String object = sync.mapping().object();
        String externalId = sync.mapping().externalId();
        if (!cursor.object().equalsIgnoreCase(object) || !cursor.externalId().equalsIgnoreCase(externalId)) {
            throw new RunStoppedException(Sentence.closed("The state of sync " + sync.name() + " is about "
                            + cursor.object() + " by " + cursor.externalId() + ", but "
                            + sync.mapping().file() + " now says " + object + " by " + externalId)
                    + " Nothing was read or sent. Give the changed sync another name; or forget the old "
                    + "state with: account-sync reset " + sync.name());
        }
    }

    private static String describe(OrgIdentity org) {
        return org.name() + " (" + org.kind() + ", " + org.id() + ")";
    }
}
