package io.accountsync.mapping;

import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** How the objects of an org look to our user. */
public interface OrgObjects {
    /** The describe of an object; empty when the org has no such object, or the user may not see it. */
    Optional<SObjectDescription> find(String object) throws SalesforceException;

    /** The API names of all objects that the user may see. */
    List<String> names() throws SalesforceException;
}
