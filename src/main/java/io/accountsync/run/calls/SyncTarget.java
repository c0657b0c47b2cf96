package io.accountsync.run.calls;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.mapping.RowMapper;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncCursors;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * A sync and the org whose records it is to adopt.
 *
 * @param key the External ID field as the org describes it
 * @param before the cursor as the last run left it; null before the first
 */
public record SyncTarget(
        Sync sync,
        OrgIdentity org,
        SObjectDescription describe,
        RowMapper mapper,
        SObjectField key,
        SyncCursor before) {
    /**
     * Makes sure of the org, as a run does.
     *
     * @throws RunStoppedException when it is not the one that settings or state ask for
     * @throws ConfigurationException when the mapping does not fit it
     * @throws SalesforceException when it cannot be reached or refuses us
     */
    public static SyncTarget of(Sync sync, Org org, Settings settings, StateDatabase database)
            throws SalesforceException {
        OrgIdentity identity = org.identity();
        OrgIdentityCheck.requireExpected(identity, settings);
        Optional<SyncCursor> before = new SyncCursors(database).find(sync.name());
        before.ifPresent(cursor -> OrgIdentityCheck.requireSame(sync, cursor, identity));
        CachedDescribes view = new CachedDescribes(org);
        RowMapper mapper = sync.mapping().bind(view).mapper();
        SObjectDescription describe = view.find(sync.mapping().object()).orElseThrow();
        SObjectField key = describe.getFields().stream()
                .filter(field -> field.getName().equalsIgnoreCase(sync.mapping().externalId()))
                .findFirst()
                .orElseThrow();
        return new SyncTarget(sync, identity, describe, mapper, key, before.orElse(null));
    }

    public String object() {
        return sync.mapping().object();
    }

    public String keyField() {
        return key.getName();
    }

    public boolean hasNumericKey() {
        return SoqlLiteral.ofType(key.getType()) == SoqlLiteral.NUMBER;
    }

    /** An External ID as a condition of a query takes it. */
    public String literal(String externalId) {
        return SoqlLiteral.ofType(key.getType()).of(externalId);
    }
}
