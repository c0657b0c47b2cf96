package io.accountsync.run.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.ConfigurationException;
import io.accountsync.mapping.ReferenceField;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.calls.InClauses;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.Org;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Finds the records of the org that values of reference fields stand for: many values a call, each asked for once as long as
 * it is remembered, for one run. Remembers no more than a fixed number of answers. For one thread.
 */
public final class References {
    /** Some 10 MB with e-mail addresses; what falls out is asked for again. */
    static final int REMEMBERED = 40_000;

    /** Records found for each value asked for; more of them mean that the field identifies nothing. */
    private static final int MOST_RECORDS = 20;

    /** Codes of a query that is wrong in itself. */
    private static final Set<String> QUERY_MISTAKES =
            Set.of("MALFORMED_QUERY", "INVALID_FIELD", "INVALID_TYPE", "INVALID_QUERY_FILTER_OPERATOR");

    private final String file;
    private final QueryPager pages;
    private final RowMapper mapper;
    private final Map<ReferenceField, RecentAnswers> remembered = new HashMap<>();
    private final Map<ReferenceField, String> fallbacks = new HashMap<>();

    /**
     * What a value stands for.
     *
     * @param id of the record; the first one's where there are several, null where there is none
     * @param records how many have the value
     */
    record Answer(String id, long records) {
        static final Answer NONE = new Answer(null, 0);

        boolean isOne() {
            return records == 1;
        }
    }

    /** @param file of the sync, for messages */
    References(String file, RowMapper mapper, Org org) {
        this.file = file;
        this.mapper = mapper;
        this.pages = new QueryPager(org);
    }

    /**
     * The answers for values of a field, by {@link ReferenceField#keyOf}.
     *
     * @throws ConfigurationException when the query of the reference is wrong
     * @throws RunStoppedException when no call may be made now
     */
    Map<String, Answer> find(ReferenceField reference, Collection<String> keys) {
        RecentAnswers known = remembered.computeIfAbsent(
                reference,
                field -> new RecentAnswers(REMEMBERED / mapper.references().size()));
        Map<String, Answer> answers = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String key : Set.copyOf(keys)) {
            Answer answer = known.get(key);
            if (answer == null) {
                unknown.add(key);
            } else {
                answers.put(key, answer);
            }
        }
        unknown.sort(null);
        for (List<String> page :
                InClauses.of(unknown.stream().map(reference::literal).toList())) {
            answers.putAll(ask(reference, page));
        }
        unknown.forEach(key -> known.put(key, answers.computeIfAbsent(key, none -> Answer.NONE)));
        return answers;
    }

    /**
     * The id that counts where a value finds no single record.
     *
     * @throws ConfigurationException when the default finds none itself
     */
    String fallback(ReferenceField reference) {
        if (reference.fallbackId() != null) {
            return reference.fallbackId();
        }
        return fallbacks.computeIfAbsent(reference, field -> {
            String key = field.keyOf(field.fallback());
            Answer answer = find(field, List.of(key)).get(key);
            if (!answer.isOne()) {
                throw new ConfigurationException(ReferenceMessages.fallbackMistake(file, field, answer.records()));
            }
            return answer.id();
        });
    }

    private Map<String, Answer> ask(ReferenceField reference, List<String> literals) {
        Map<String, Answer> found = new HashMap<>();
        long most = (long) MOST_RECORDS * literals.size() + 1000;
        long[] records = {0};
        try {
            pages.forEachPrivately(
                    reference.query(reference.by() + " IN (" + String.join(", ", literals) + ")"), page -> {
                        records[0] += page.size();
                        if (records[0] > most) {
                            throw new ConfigurationException(ReferenceMessages.tooMany(file, reference));
                        }
                        page.forEach(row -> add(found, reference, row));
                    });
        } catch (SalesforceException e) {
            if (isQueryMistake(e)) {
                throw new ConfigurationException(ReferenceMessages.queryMistake(file, reference, e), e);
            }
            throw new OrgFailedException(e);
        }
        return found;
    }

    /** Whether Salesforce does not understand a query, so that asking again is of no use. */
    public static boolean isQueryMistake(SalesforceException e) {
        return QUERY_MISTAKES.contains(CallError.ofRequest(e).code());
    }

    private static void add(Map<String, Answer> found, ReferenceField reference, JsonNode row) {
        Answer one = new Answer(row.path("Id").asText(), 1);
        found.merge(
                reference.keyOf(row.path(reference.by()).asText()),
                one,
                (first, next) -> new Answer(first.id(), first.records() + 1));
    }
}
