package io.accountsync.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.config.Finding;
import io.accountsync.mapping.MappedRecord;
import io.accountsync.mapping.match.MatchRule;
import io.accountsync.run.ReadAhead;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.compare.NamedInvalidRows;
import io.accountsync.run.compare.ReadRow;
import io.accountsync.run.compare.RowPlaces;
import io.accountsync.run.compare.RowReader;
import io.accountsync.run.compare.SourceRows;
import io.accountsync.salesforce.Org;
import io.accountsync.state.MatchFile;
import io.accountsync.state.MatchFile.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Matches the org's records without External ID to the rows of a sync. Only reads; everything it keeps lies in a file. */
final class Matching implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;
    private static final int KEYS_A_QUERY = 200;

    private final SyncTarget target;
    private final List<MatchRule> rules;
    private final Set<String> fields;
    private final QueryPager pages;
    private final MatchFile matches;
    private final NamedInvalidRows invalid = new NamedInvalidRows();
    private long rows;
    private List<String> notes = List.of();

    Matching(SyncTarget target, List<MatchRule> rules, QueryPager pages) {
        this.target = target;
        this.rules = rules;
        this.fields = rules.stream()
                .flatMap(rule -> rule.fields().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.pages = pages;
        this.matches = MatchFile.create(target.sync().settings().directory(), rules.size());
    }

    /** Reads the org's records without External ID. */
    void readOrg() throws SalesforceException {
        String selected = Stream.concat(Stream.of("Id"), fields.stream().filter(field -> !field.equals("Id")))
                .collect(Collectors.joining(", "));
        pages.forEach(
                "SELECT " + selected + " FROM " + target.object() + " WHERE " + target.keyField() + " = null",
                records -> matches.addRecords(records.stream()
                        .map(record -> side(record.path("Id").asText(), null, record))
                        .toList()));
        matches.recordsAreComplete();
    }

    /** Reads the rows, all of them, and puts both sides together. */
    void read(SourceRows source) {
        try (ReadAhead<Object> ahead = source.ahead()) {
            List<Side> page = new ArrayList<>(PAGE);
            RowReader reader = new RowReader(target.sync().mapping(), target.mapper(), new RowPlaces(), ahead);
            while (reader.hasNext()) {
                ReadRow row = reader.next();
                if (row instanceof ReadRow.Mapped mapped) {
                    page.add(side(mapped.mapped()));
                } else if (row instanceof ReadRow.Invalid unusable) {
                    invalid.add(unusable);
                }
                if (page.size() == PAGE) {
                    matches.addRows(page);
                    page.clear();
                }
            }
            matches.addRows(page);
            rows = reader.count();
            notes = reader.findings().stream().map(Finding::text).toList();
        }
        matches.match();
    }

    /** Asks the org which of the rows that matched are records of it already. */
    void lookForClaims(Org org) throws SalesforceException {
        if (org.count("SELECT COUNT() FROM " + target.object() + " WHERE " + target.keyField() + " != null") == 0) {
            return;
        }
        matches.forEachCandidate(KEYS_A_QUERY, keys -> InClauses.of(
                        keys.stream().map(target::literal).toList())
                .forEach(this::lookUp));
    }

    /** The result, to be written. */
    MatchFile matches() {
        return matches;
    }

    Set<String> fields() {
        return fields;
    }

    long rows() {
        return rows;
    }

    /** What is to be said of the rows as a whole. */
    List<String> notes() {
        return notes;
    }

    /** The rows that were left out, since they could not be read or mapped. */
    NamedInvalidRows invalid() {
        return invalid;
    }

    private void lookUp(List<String> externalIds) {
        try {
            pages.forEach(
                    "SELECT " + target.keyField() + " FROM " + target.object() + " WHERE " + target.keyField() + " IN ("
                            + String.join(", ", externalIds) + ")",
                    records -> matches.claimed(records.stream()
                            .map(record -> target.mapper()
                                    .keyOf(record.path(target.keyField()).asText()))
                            .filter(Objects::nonNull)
                            .toList()));
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }

    private Side side(MappedRecord record) {
        JsonNode payload = record.payload().tree();
        return side(payload.path(target.keyField()).asText(), record.key(), payload);
    }

    private Side side(String id, String key, JsonNode values) {
        ObjectNode shown = JSON.createObjectNode();
        for (String field : fields) {
            if (values.hasNonNull(field)) {
                shown.set(field, values.get(field));
            }
        }
        List<String> matchKeys = new ArrayList<>();
        rules.forEach(rule -> matchKeys.add(rule.keyOf(values)));
        return new Side(id, key, shown.toString(), matchKeys);
    }

    @Override
    public void close() {
        matches.close();
    }
}
