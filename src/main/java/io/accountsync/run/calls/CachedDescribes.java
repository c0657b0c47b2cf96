package io.accountsync.run.calls;

import io.accountsync.mapping.OrgObjects;
import io.accountsync.salesforce.Org;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** The org's objects as they were when first asked for: one call for each. For one thread, and for the begin of a run. */
public final class CachedDescribes implements OrgObjects {
    private final OrgObjects org;
    private final Map<String, Optional<SObjectDescription>> known = new HashMap<>();

    public CachedDescribes(Org org) {
        this(new OrgObjects() {
            @Override
            public Optional<SObjectDescription> find(String object) throws SalesforceException {
                return org.find(object);
            }

            @Override
            public List<String> names() throws SalesforceException {
                return org.names();
            }
        });
    }

    CachedDescribes(OrgObjects org) {
        this.org = org;
    }

    @Override
    public Optional<SObjectDescription> find(String object) throws SalesforceException {
        String name = object.toLowerCase(Locale.ROOT);
        Optional<SObjectDescription> describe = known.get(name);
        if (describe == null) {
            describe = org.find(object);
            known.put(name, describe);
        }
        return describe;
    }

    @Override
    public List<String> names() throws SalesforceException {
        return org.names();
    }
}
