package io.accountsync.run;

import io.accountsync.localorg.LocalOrg;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The Accounts of an org at one instant, by Salesforce id, with the fields that a {@link Model} looks at.
 *
 * @param accounts without the deleted ones
 */
record ModelOrg(Map<String, Map<String, Object>> accounts) {
    static final String KEY = "Customer_Id__c";
    static final String PARENT = "ParentId";

    /** A lookup in which records may point to each other. */
    static final String PARTNER = "Partner__c";

    static final List<String> LOOKUPS = List.of(PARENT, PARTNER);
    static final List<String> FIELDS = List.of(KEY, "Name", "BillingCity", "Rating", PARENT, PARTNER);

    static ModelOrg of(LocalOrg org) {
        Map<String, Map<String, Object>> accounts = new LinkedHashMap<>();
        for (Map<String, Object> account : org.records("Account")) {
            Map<String, Object> fields = new HashMap<>(account);
            fields.keySet().retainAll(FIELDS);
            accounts.put(account.get("Id").toString(), fields);
        }
        return new ModelOrg(accounts);
    }

    /** The External ID of an Account as keys are compared; null for none. */
    String keyOf(String id) {
        Map<String, Object> account = accounts.get(id);
        Object key = account == null ? null : account.get(KEY);
        return key == null ? null : key.toString().strip().toLowerCase(Locale.ROOT);
    }

    /** The ids by key; two of one key are a mistake. */
    Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        for (String id : accounts.keySet()) {
            String key = keyOf(id);
            if (key != null && ids.put(key, id) != null) {
                throw new AssertionError("twice in the org: " + key);
            }
        }
        return ids;
    }

    Object field(String id, String field) {
        return accounts.get(id).get(field);
    }

    /** The key of the record that a lookup points to; null for none. */
    String keyIn(String id, String lookup) {
        Object other = field(id, lookup);
        return other == null ? null : keyOf(other.toString());
    }

    /** Accounts that this one has and the other has not. */
    Set<String> without(ModelOrg other) {
        return ids(id -> !other.accounts.containsKey(id));
    }

    /** Accounts that both have, with another value in this field. */
    Set<String> changedSince(ModelOrg before, String field) {
        return ids(id -> before.accounts.containsKey(id) && !Objects.equals(before.field(id, field), field(id, field)));
    }

    private Set<String> ids(Predicate<String> which) {
        return accounts.keySet().stream().filter(which).collect(Collectors.toSet());
    }
}
