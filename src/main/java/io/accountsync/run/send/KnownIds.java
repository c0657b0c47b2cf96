package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds results against the ids that are known, since an answer can be another call's, or in another order. A record can get
 * another id without anybody's mistake, as when somebody merged it or gave its External ID to another one: so the org has the
 * last word.
 */
public final class KnownIds {
    private static final Logger LOG = LoggerFactory.getLogger(KnownIds.class);

    /** An id without the three characters that only repeat it. */
    private static final int SHORT_ID = 15;

    private final Sending sending;
    private final Run run;

    /**
     * What a result says of a record.
     *
     * @param knownId what was known of it before; null for a record that is new to us
     * @param created whether Salesforce says that it made it
     */
    public record Claim(String key, String knownId, String id, boolean created) {}

    public KnownIds(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
    }

    /** Whether results of one answer contradict each other, or what is known. */
    public boolean contradict(Collection<Claim> claims) {
        Set<String> ids = new HashSet<>();
        Map<String, String> keysByNewId = new LinkedHashMap<>();
        for (Claim claim : claims) {
            boolean same = isSame(claim.id(), claim.knownId());
            if (!ids.add(shortId(claim.id())) || claim.knownId() != null && same == claim.created()) {
                return true;
            }
            if (!same) {
                keysByNewId.put(claim.id(), claim.key());
            }
        }
        return !keysByNewId.isEmpty()
                && run.state().ids().keysOf(keysByNewId.keySet()).entrySet().stream()
                        .anyMatch(known ->
                                !Set.of(keysByNewId.get(known.getKey())).containsAll(known.getValue()));
    }

    /**
     * Whether the org has these records under these ids. Then keys that the state knew with one of the ids lose it.
     *
     * @return false also when it cannot be asked
     */
    public boolean isConfirmedByOrg(Collection<Claim> claims) {
        List<String> keys = claims.stream().map(Claim::key).toList();
        try {
            Map<String, JsonNode> records = sending.currentRecords().find(keys, List.of());
            for (Claim claim : claims) {
                JsonNode record = records.get(claim.key());
                if (record == null || !isSame(claim.id(), record.path("Id").asText())) {
                    return false;
                }
            }
        } catch (SalesforceException | RunStoppedException e) {
            LOG.warn("Results contradict what is known, and the request to the org failed: {}", Failures.describe(e));
            return false;
        }
        Set<String> stale = new HashSet<>();
        run.state()
                .ids()
                .keysOf(claims.stream().map(Claim::id).toList())
                .values()
                .forEach(stale::addAll);
        keys.forEach(stale::remove);
        if (!stale.isEmpty()) {
            run.state().write(() -> run.state().ids().forgetIds(stale));
        }
        return true;
    }

    /** Whether two ids are of one record, each of 15 or 18 characters. */
    public static boolean isSame(String id, String other) {
        return other != null && shortId(id).equals(shortId(other));
    }

    private static String shortId(String id) {
        return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }
}
