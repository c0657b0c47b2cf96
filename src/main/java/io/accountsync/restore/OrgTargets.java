package io.accountsync.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.SoqlLiteral;
import io.accountsync.run.calls.CachedDescribes;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.salesforce.Org;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/**
 * What the org says of records of any object, by their ids, those in the recycle bin among them: a query for 200 of one object, and
 * none for what was asked before.
 */
final class OrgTargets {
    private static final int IDS = 200;

    /** Salesforce takes addresses of some 16,000 characters. */
    private static final int ROOM = 10_000;

    /** Fields such as Task.WhatId may point to a hundred objects, and each costs a call. */
    private static final int LOOKED_AT = 20;

    /** Characters of an id that name its object. */
    private static final int PREFIX = 3;

    /** Nobody merges a record so often. */
    private static final int MERGES = 10;

    private static final String MASTER = "MasterRecordId";
    private static final String DELETED = "IsDeleted";

    private final QueryPager pages;
    private final CachedDescribes describes;
    private final Map<String, Found> known = new HashMap<>();

    /**
     * What there is of a record.
     *
     * @param isThere false where it is in the recycle bin
     * @param id the record's own, or that of the one that it was merged into
     */
    record Found(boolean isThere, String id) {}

    OrgTargets(Org org) {
        this.pages = new QueryPager(org);
        this.describes = new CachedDescribes(org);
    }

    /**
     * Asks for records.
     *
     * @param wanted ids, each with the objects that it may be of
     * @return those that are left; where the org cannot be asked for an object, its records count as there
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    Map<String, Found> find(Map<String, List<String>> wanted) throws SalesforceException {
        Map<String, List<String>> open = new HashMap<>(wanted);
        for (int i = 0; i < MERGES && !open.isEmpty(); i++) {
            open.keySet().removeIf(known::containsKey);
            ask(open);
            Map<String, List<String>> masters = new HashMap<>();
            open.forEach((id, objects) -> Optional.ofNullable(known.get(id))
                    .filter(found -> !found.id().equals(id))
                    .ifPresent(found -> masters.put(found.id(), objects)));
            open = masters;
        }
        Map<String, Found> found = new HashMap<>();
        wanted.keySet().forEach(id -> survivor(id).ifPresent(one -> found.put(id, one)));
        return found;
    }

    private Optional<Found> survivor(String id) {
        Found found = known.get(id);
        for (int i = 0; i < MERGES && found != null && !found.isThere() && known.containsKey(found.id()); i++) {
            found = known.get(found.id());
        }
        return Optional.ofNullable(found);
    }

    private void ask(Map<String, List<String>> wanted) throws SalesforceException {
        Map<String, List<String>> byObject = new HashMap<>();
        Map<String, SObjectDescription> objects = new HashMap<>();
        for (Map.Entry<String, List<String>> one : wanted.entrySet()) {
            Optional<SObjectDescription> object = objectOf(one.getKey(), one.getValue());
            if (object.isEmpty()) {
                known.put(one.getKey(), new Found(true, one.getKey()));
            } else {
                objects.put(object.get().getName(), object.get());
                byObject.computeIfAbsent(object.get().getName(), some -> new ArrayList<>())
                        .add(one.getKey());
            }
        }
        for (Map.Entry<String, List<String>> one : byObject.entrySet()) {
            ask(objects.get(one.getKey()), one.getValue());
        }
    }

    private void ask(SObjectDescription object, List<String> ids) throws SalesforceException {
        ids.forEach(id -> known.put(id, null));
        String select = "SELECT Id" + (has(object, DELETED) ? ", " + DELETED : "")
                + (has(object, MASTER) ? ", " + MASTER : "") + " FROM " + object.getName() + " WHERE Id IN (";
        List<String> literals = ids.stream().map(SoqlLiteral.TEXT::of).toList();
        for (List<String> question : InClauses.of(literals, ROOM, IDS)) {
            pages.forEachEvenDeleted(select + String.join(",", question) + ")", records -> records.forEach(this::take));
        }
    }

    private void take(JsonNode record) {
        String id = record.path("Id").asText();
        boolean isMerged = record.hasNonNull(MASTER);
        known.put(
                id,
                new Found(
                        !isMerged && !record.path(DELETED).asBoolean(),
                        isMerged ? record.get(MASTER).asText() : id));
    }

    /** The object that an id is of; empty where the org does not let us ask for its records. */
    private Optional<SObjectDescription> objectOf(String id, List<String> objects) throws SalesforceException {
        for (String name : objects.subList(0, Math.min(LOOKED_AT, objects.size()))) {
            Optional<SObjectDescription> object = describes.find(name);
            boolean isOf = object.isPresent()
                    && (objects.size() == 1
                            || id.substring(0, PREFIX).equals(object.get().getKeyPrefix()));
            if (isOf) {
                return object.filter(one -> !Boolean.FALSE.equals(one.isQueryable()));
            }
        }
        return Optional.empty();
    }

    private static boolean has(SObjectDescription object, String field) {
        return object.getFields().stream().anyMatch(one -> one.getName().equals(field));
    }
}
