package io.accountsync.run.deletions;

import io.accountsync.run.Run;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.compare.Reading;
import io.accountsync.salesforce.Org;
import java.util.List;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.ChildRelationShip;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** The object of a sync, whose records a run deletes, and the org that they are in. */
public final class DeletionTarget {
    private final Reading reading;
    private final OrgRecords records;
    private final List<ChildRelationShip> children;

    private DeletionTarget(Reading reading, OrgRecords records, List<ChildRelationShip> children) {
        this.reading = reading;
        this.records = records;
        this.children = children;
    }

    /**
     * Asks the org how the object looks: one call.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    public static DeletionTarget of(Reading reading) throws SalesforceException {
        Org org = reading.calls().org();
        String object = reading.run().sync().mapping().object();
        SObjectDescription describe = org.find(object)
                .orElseThrow(() -> new IllegalStateException("an object that the mapping fits is gone"));
        RestorableFields fields =
                new RestorableFields(describe, reading.run().sync().mapping().externalId());
        return new DeletionTarget(
                reading,
                new OrgRecords(org, object, fields),
                describe.getChildRelationships() == null ? List.of() : describe.getChildRelationships());
    }

    Run run() {
        return reading.run();
    }

    /** What the run reads, and from where. */
    Reading reading() {
        return reading;
    }

    Calls calls() {
        return reading.calls();
    }

    /** The records that the org has. */
    OrgRecords records() {
        return records;
    }

    /** By which fields records of other objects point to those of this one. */
    List<ChildRelationShip> children() {
        return children;
    }

    String orgId() {
        return reading.org().id();
    }

    String object() {
        return run().sync().mapping().object();
    }

    String externalId() {
        return run().sync().mapping().externalId();
    }

    /** An External ID of the org as keys are compared; null for none. */
    String keyOf(String value) {
        return value == null ? null : reading.mapper().keyOf(value);
    }
}
