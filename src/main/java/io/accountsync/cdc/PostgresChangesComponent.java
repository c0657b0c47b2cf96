package io.accountsync.cdc;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code postgres-changes:slot?tables=public.customers}: see docs/cdc.md. */
public final class PostgresChangesComponent extends DefaultComponent {
    /** Of its addresses. */
    public static final String SCHEME = "postgres-changes";

    @Override
    protected Endpoint createEndpoint(String uri, String slot, Map<String, Object> parameters) throws Exception {
        PostgresChangesEndpoint endpoint = new PostgresChangesEndpoint(uri, this, slot);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
