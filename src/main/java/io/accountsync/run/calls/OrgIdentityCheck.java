package io.accountsync.run.calls;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.SyncCursor;
import java.util.regex.Pattern;

/** Keeps a sync from an org that it is not meant for. */
public final class OrgIdentityCheck {
    private static final String KEY = "salesforce.expect";
    private static final String SANDBOX = "sandbox";

    /** With the three letters at its end that say which of the others are capital, or without. */
    private static final Pattern ORG_ID = Pattern.compile("00D[A-Za-z0-9]{12}([A-Z0-5]{3})?");

    private static final int SHORT_ID = 15;

    private OrgIdentityCheck() {}

    /**
     * Refuses another org, or one of another kind, than {@code salesforce.expect} says.
     *
     * @throws RunStoppedException when it is
     */
    public static void requireExpected(OrgIdentity org, Settings settings) {
        String expected = settings.text(KEY).orElse("");
        if (expected.isEmpty()) {
            return;
        }
        boolean isId = ORG_ID.matcher(expected).matches();
        if (!isId && !expected.equals(SANDBOX) && !expected.equals("production")) {
            throw new ConfigurationException(KEY
                    + " must be production or sandbox, or the id of one org, such as 00D5g000004abcd; or be left out.");
        }
        boolean met =
                isId ? org.id().startsWith(expected.substring(0, SHORT_ID)) : expected.equals(SANDBOX) == org.sandbox();
        if (!met) {
            throw new RunStoppedException(KEY + " says " + expected + ", but " + describe(org)
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
                    + ProposedCommand.of("reset", sync.name()));
        }
        String object = sync.mapping().object();
        String externalId = sync.mapping().externalId();
        if (!cursor.object().equalsIgnoreCase(object) || !cursor.externalId().equalsIgnoreCase(externalId)) {
            throw new RunStoppedException(Sentence.closed("The state of sync " + sync.name() + " is about "
                            + cursor.object() + " by " + cursor.externalId() + ", but "
                            + sync.mapping().file() + " now says " + object + " by " + externalId)
                    + " Nothing was read or sent. Give the changed sync another name; or forget the old "
                    + "state with: " + ProposedCommand.of("reset", sync.name()));
        }
    }

    private static String describe(OrgIdentity org) {
        return org.name() + " (" + org.kind() + ", " + org.id() + ")";
    }
}
