package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.NearestNames;
import io.accountsync.run.calls.CachedDescribes;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** The object that a command is about. */
final class ChosenObject {
    private ChosenObject() {}

    /**
     * What the org says of the object that was named.
     *
     * @throws ConfigurationException when there is none; the message has the nearest names
     * @throws SalesforceException when the org cannot be asked
     */
    static SObjectDescription of(CachedDescribes org, String named) throws SalesforceException {
        SObjectDescription describe = org.find(named).orElse(null);
        if (describe == null) {
            throw new ConfigurationException(
                    "There is no object " + named + " in this org, or the user may not see it; did you mean "
                            + String.join(" or ", NearestNames.some(named, org.names(), 3)) + "?");
        }
        return describe;
    }
}
